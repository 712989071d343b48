/**
 * What only somebody needs who takes a run elsewhere, or brings one: links, files. A chunk of its own, so that a figure wakes
 * without it.
 */
import { decodeLink, LinkError, type Model } from '../kernel/index.ts';
import { RUN } from './fragment.ts';
import type { PlayerEvent } from './machine.ts';
import type { Session } from './session.ts';
import { traceOf } from './share.ts';
import { svgFile } from './svg-file.ts';

export { checksumOf } from '../kernel/link/checksum.ts';
export { embedCode, linkTo } from './share.ts';

/** What the player is to do with a run from an address. */
export function opening(model: Model, text: string): PlayerEvent {
  try {
    const [own = '', before] = text.split(RUN);
    const { atStep, ...opened } = decodeLink(model, own);
    const kept = before === undefined ? undefined : decodeLink(model, before).recipe;
    return { type: 'OPEN', ...opened, ...(kept && { kept }), ...(atStep !== undefined && { place: atStep }) };
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    return { type: 'FAIL', problem: error.message };
  }
}

const fileName = ({ recipe: { simulation, scenario, seed } }: Session): string => `${simulation}-${scenario}-${seed}`;

export const saveTrace = (session: Session): void =>
  save(`${fileName(session)}.json`, 'application/json', traceOf(session));

/** One file for each picture that is open. */
export function savePictures(session: Session, player: Element): void {
  const drawings = [...player.querySelectorAll<SVGSVGElement>('.player-picture svg')];
  const background = getComputedStyle(player).backgroundColor;
  for (const [i, drawing] of drawings.entries())
    save(
      `${fileName(session)}-${session.place + 1}${i > 0 ? `-${i + 1}` : ''}.svg`,
      'image/svg+xml',
      svgFile(drawing, background),
    );
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
