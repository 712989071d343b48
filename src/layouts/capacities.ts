/** The calculations of the studies, found by path and checked once a build. */
import type { Capacity } from '../capacity/capacity.ts';
import { compile } from '../capacity/compile.ts';
import type { Sheet } from '../capacity/sheet.ts';
import type { Claims } from '../claims/claim.ts';

const files = import.meta.glob<Capacity | undefined>('/case-studies/*/capacity.ts', {
  eager: true,
  import: 'capacity',
});
const known = new Map<string, Sheet>();

/** Undefined for a study that calculates nothing. Throws, naming file and formula, when something in it does not fit. */
export function capacityOf(study: string, claims: Claims): Sheet | undefined {
  const path = `/case-studies/${study}/capacity.ts`;
  if (!Object.hasOwn(files, path)) return undefined;
  let sheet = known.get(study);
  if (sheet === undefined) {
    sheet = compile(files[path], claims, path.slice(1));
    known.set(study, sheet);
  }
  return sheet;
}
