import { isWaitedFor } from './awaited.ts';
import { type Found, placeOfChoice } from './labour.ts';
import { verdictOf, wayInWords } from './labour-words.ts';
import type { Send } from './use-player.ts';

/**
 * A counterexample opens at its beginning, so that it can be followed step by step, and whoever has waited for it has the button
 * that plays it. What a sweep found is said where it is shown.
 */
export function show(found: Found, figure: HTMLElement | null, send: Send): void {
  if (found.kind !== 'explore') return;
  const [violation] = found.exploration.violations;
  if (violation !== undefined) {
    if (isWaitedFor(figure)) figure?.querySelector<HTMLElement>('.player-play')?.focus({ preventScroll: true });
    send({
      type: 'OPEN',
      recipe: { ...found.task.recipe, schedule: violation.schedule },
      place: placeOfChoice(violation, -1),
      ...(violation.steps > 0 && { says: wayInWords(violation, found.task) }),
    });
  }
  const shown = violation === undefined ? '' : ' It is opened at its beginning: press play.';
  send({ type: 'SAY', text: `${verdictOf(found.exploration)}${shown}` });
}
