/** The claims of the studies, found by path, recomputed once a build, and refused when one is wrong. */
import { asClaims } from '../capacity/as-claims.ts';
import type { Claims } from '../claims/claim.ts';
import { type Recomputed, recompute } from '../claims/recompute.ts';
import { capacityOf } from './capacities.ts';

const files = import.meta.glob<Claims>('/case-studies/*/claims.ts', { eager: true, import: 'claims' });
const known = new Map<string, readonly Recomputed[]>();

/** A study's claims with their numbers. Throws, naming file and claim, when one is false or no longer reproduced. */
export function claimsOf(study: string): readonly Recomputed[] {
  const path = `/case-studies/${study}/claims.ts`;
  let claims = known.get(study);
  if (claims === undefined) {
    claims = recompute(statedBy(study), path.slice(1));
    const wrong = claims.flatMap((claim) => claim.wrong ?? []);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    known.set(study, claims);
  }
  return claims;
}

/** The claims of claims.ts, and each result of the study's calculation. */
function statedBy(study: string): Claims {
  const own = ownClaims(study);
  const sheet = capacityOf(study, own);
  const results = sheet === undefined ? {} : asClaims(sheet);
  const twice = Object.keys(results).filter((id) => Object.hasOwn(own, id));
  if (twice.length > 0)
    throw new Error(`case-studies/${study}: ${twice.join(', ')} stands in claims.ts and in capacity.ts; rename one`);
  return { ...own, ...results };
}

/** The study's own claims by id, as its calculation refers to them. */
export const ownClaims = (study: string): Claims => files[`/case-studies/${study}/claims.ts`] ?? {};

export const studiesWithClaims: readonly string[] = Object.keys(files).map((path) => path.split('/')[2] as string);

/** `usedBy` says whose mistake an unknown id is. */
export function claimNamed(study: string, id: string, usedBy: string): Recomputed {
  const claims = claimsOf(study);
  const found = claims.find((claim) => claim.id === id);
  if (found !== undefined) return found;
  throw new Error(
    `unknown claim "${id}" in ${usedBy}; known in case-studies/${study}/claims.ts: ${claims.map((claim) => claim.id).join(', ') || 'none'}`,
  );
}
