/** Words on the messages that come or go at the playhead, where there is room for them. */
import { SMALL, textWidth } from '../text.ts';
import type { Stroke } from './window.ts';

export interface Line {
  readonly stroke: Stroke;
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}
export interface Label {
  readonly key: string;
  readonly tone: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'end';
}

interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
}
const HEIGHT = 15;
const meet = (a: Block, b: Block): boolean => a.left < b.right && b.left < a.right && Math.abs(a.top - b.top) < HEIGHT;

/** What came stands on the side where it came from, what goes on the side where it goes; one that finds no room is left out. */
export function labelsOf(
  lines: readonly Line[],
  index: number,
  size: { readonly width: number; readonly left: number },
) {
  const taken: Block[] = [];
  const labels: Label[] = [];
  for (const { stroke, from, to } of lines) {
    const { envelope, tone, lost } = stroke;
    const came = envelope.doneStep === index;
    if (!came && envelope.sentStep !== index) continue;
    const text = `${envelope.event.type}${lost ? ' lost' : ''}`;
    const width = textWidth(text, SMALL, 'mono');
    const found = candidates(from, to, came)
      .flatMap(([x, y]) => sides(x, y, width, came))
      .find(
        ({ block }) =>
          block.left >= size.left && block.right <= size.width && !taken.some((other) => meet(block, other)),
      );
    if (found === undefined) continue;
    taken.push(found.block);
    labels.push({ key: String(envelope.sequence), tone, text, x: found.x, y: found.y, anchor: found.anchor });
  }
  return labels;
}

/** Points along the line, those near its far end first: at the playhead it is crowded. */
function candidates(from: Line['from'], to: Line['to'], came: boolean): readonly (readonly [number, number])[] {
  const fractions = came ? [0.5, 0.35, 0.65, 0.2, 0.8] : [0.5, 0.65, 0.35, 0.8, 0.2];
  return fractions.map((t) => [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t] as const);
}

function sides(x: number, y: number, width: number, came: boolean) {
  const end = { anchor: 'end' as const, x: x - 7, y: y + 4, block: { left: x - 7 - width, right: x - 7, top: y - 8 } };
  const start = {
    anchor: 'start' as const,
    x: x + 7,
    y: y + 4,
    block: { left: x + 7, right: x + 7 + width, top: y - 8 },
  };
  return came ? [end, start] : [start, end];
}
