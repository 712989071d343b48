/** What an exploration covered, in words: it never says "safe" beyond them. */
import type { Adversary } from './adversary.ts';
import type { Bounds } from './types.ts';

export function boundsOf(
  adversary: Adversary,
  crashKinds: readonly string[],
  symmetry: boolean,
  fromMoment: boolean,
): Bounds {
  const { drops, duplicates, crashes, timers, rationed } = adversary;
  const parts = [
    fromMoment ? 'every order of deliveries and timers from this moment on' : 'every order of deliveries and timers',
    counted(drops, 'lost message'),
    counted(duplicates, 'duplicated message'),
    crashes === 0
      ? 'no crashes'
      : `${counted(crashes, 'crash', 'crashes')} with restart at once (${crashKinds.join(', ')})`,
    'any timer may fire at any moment',
    ...(rationed.length > 0
      ? [`but of ${rationed.join(', ')} at most ${timers} ${timers === 1 ? 'fires' : 'fire'}`]
      : []),
    'every draw of chance is the median',
    ...(symmetry ? ['interchangeable components counted once'] : []),
  ];
  return { drops, duplicates, crashes, crashKinds, timers, rationed, symmetry, fromMoment, text: parts.join('; ') };
}

function counted(n: number, one: string, many = `${one}s`): string {
  return n === 0 ? `no ${many}` : `up to ${n} ${n === 1 ? one : many}`;
}
