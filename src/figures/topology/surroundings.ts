/** What names of messages have to keep clear of. */
import type { Placement } from '../contract.ts';
import type { Rect } from './arrangement.ts';
import type { LineLabel } from './line-labels.ts';
import type { Block, Surroundings } from './message-names.ts';
import type { Places } from './places.ts';

/** Where no name may stand: on boxes, on what lies in them or on their edge, and on the names of the lines. */
export function surroundings(
  { width, height }: Placement,
  { boxes }: Places,
  labels: ReadonlyMap<string, LineLabel>,
  lines: Surroundings['lines'],
): Surroundings {
  const blocks = boxes.flatMap(({ arrangement, box, slots, instances }) => {
    const isStamped = instances.some(({ up, paused }) => !up || paused);
    return (arrangement === 'ring' ? slots : [box]).map((rect) => around(rect, 2, isStamped ? STAMP : 2));
  });
  return {
    width,
    height,
    boxes: blocks,
    words: [...labels.values()].map((label) => around(label, BETWEEN_WORDS)),
    lines,
  };
}
/** What stands on the upper edge reaches so far above it. */
const STAMP = 11;
/** Words beside each other are two. */
const BETWEEN_WORDS = 7;

const around = ({ x, y, width, height }: Omit<Rect, 'lines'>, beside: number, above = 2): Block => ({
  left: x - width / 2 - beside,
  right: x + width / 2 + beside,
  top: y - height / 2 - above,
  bottom: y + height / 2 + 2,
});
