/** The same figure twice on a page has two anchors. */
const taken = new WeakMap<object, Map<string, number>>();

/** `wanted`, or `wanted-2`, `wanted-3` … within one page, of which `page` is any object that only it has. */
export function uniqueId(wanted: string, page: object): string {
  const counts = taken.get(page) ?? new Map<string, number>();
  taken.set(page, counts);
  const count = (counts.get(wanted) ?? 0) + 1;
  counts.set(wanted, count);
  return count === 1 ? wanted : `${wanted}-${count}`;
}
