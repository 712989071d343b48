/** The gap between two layers: lines to the same table share a rail, and the rails stand in the order in which fewest lines cross. */

/** What one line does in a gap: it comes in at one height and goes out at another. */
export interface Strand {
  readonly id: string;
  /** The table that the line refers to. */
  readonly owner: string;
  readonly left: number;
  readonly right: number;
}

/** From one rail to the next. */
export const RAIL = 8;
/** All orders of so many rails are tried; of more, the order in which they come is taken. */
const MOST_TRIED = 6;

/** The place of each owner's rail, from the left. */
export function slotsOf(strands: readonly Strand[]): ReadonlyMap<string, number> {
  const owners = [...new Set(strands.map(({ owner }) => owner))];
  const orders = owners.length > MOST_TRIED ? [owners] : permutations(owners);
  const [best = owners] = orders
    .map((order) => ({ order, crossings: crossingsOf(strands, order) }))
    .sort((a, b) => a.crossings - b.crossings)
    .map(({ order }) => order);
  return new Map(best.map((owner, place) => [owner, place]));
}

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all];
  return all.flatMap((one, i) => permutations(all.toSpliced(i, 1)).map((rest) => [one, ...rest]));
}

function crossingsOf(strands: readonly Strand[], order: readonly string[]): number {
  const place = (strand: Strand): number => order.indexOf(strand.owner);
  return strands.reduce(
    (sum, near) =>
      sum + strands.filter((far) => place(near) < place(far)).reduce((n, far) => n + crossings(near, far), 0),
    0,
  );
}

/** The nearer rail's line leaves through the farther rail; the farther one's comes in through the nearer. */
const crossings = (near: Strand, far: Strand): number =>
  Number(within(near.right, far)) + Number(within(far.left, near));
const within = (height: number, { left, right }: Strand): boolean =>
  height >= Math.min(left, right) && height <= Math.max(left, right);
