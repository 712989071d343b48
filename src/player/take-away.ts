/**
 * What only somebody needs who takes a run elsewhere, or brings one: links, files. A chunk of its own, so that a figure wakes
 * without it.
 */
import { decodeLink, LinkError, type Model } from '../kernel/index.ts';
import type { FigureData } from './figure-data.ts';
import { LABORATORY, RUN } from './fragment.ts';
import type { PlayerEvent } from './machine.ts';
import type { Session } from './session.ts';
import { linkTo, traceOf } from './share.ts';
import { facesOf, svgFile } from './svg-file.ts';

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
    return { type: 'FAIL', ofLink: true, problem: error.message };
  }
}

const fileName = ({ recipe: { simulation, scenario, seed } }: Session): string => `${simulation}-${scenario}-${seed}`;

export const saveTrace = (session: Session): void =>
  save(`${fileName(session)}.json`, 'application/json', traceOf(session));

/** The same run in the laboratory. */
export const laboratoryLink = (session: Session, { laboratory }: FigureData['pages']): string =>
  linkTo(session, LABORATORY, laboratory);

/** One file for each picture that is open. */
export async function savePictures(session: Session, player: Element): Promise<void> {
  const drawings = [...player.querySelectorAll<SVGSVGElement>('.player-picture svg')];
  const background = getComputedStyle(player).backgroundColor;
  const faces = await facesOf(drawings);
  for (const [i, drawing] of drawings.entries())
    save(
      `${fileName(session)}-${session.place + 1}${i > 0 ? `-${i + 1}` : ''}.svg`,
      'image/svg+xml',
      svgFile(drawing, background, faces),
    );
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
