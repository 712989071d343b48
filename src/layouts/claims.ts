/** The claims of studies and of simulations' pages, found by path, recomputed once a build, and refused when one is wrong. */
import { asClaims } from '../capacity/as-claims.ts';
import type { Claim, Claims } from '../claims/claim.ts';
import { type Recomputed, recompute } from '../claims/recompute.ts';
import { capacityOf } from './capacities.ts';
import { claimWrittenIn } from './written-at.ts';

const files = import.meta.glob<Claims>(['/case-studies/*/claims.ts', '/simulations/*/claims.ts'], {
  eager: true,
  import: 'claims',
});
const known = new Map<string, readonly Recomputed[]>();

/** Where a claim stands: a study, or a simulation. */
export interface Home {
  readonly folder: 'case-studies' | 'simulations';
  readonly name: string;
}

/** A study's claims with their numbers. Throws, naming file and claim, when one is false or no longer reproduced. */
export const claimsOf = (study: string): readonly Recomputed[] => claimsIn({ folder: 'case-studies', name: study });

/** The same of any home; none where it has no claims.ts. */
export function claimsIn({ folder, name }: Home): readonly Recomputed[] {
  const home = `${folder}/${name}`;
  let claims = known.get(home);
  if (claims === undefined) {
    const stated = folder === 'case-studies' ? statedBy(name) : (files[`/${home}/claims.ts`] ?? {});
    claims = recompute(stated, (id) => claimWrittenIn(home, id));
    const wrong = claims.flatMap((claim) => claim.wrong ?? []);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    known.set(home, claims);
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

/** As they are stated: their numbers are made where they are shown. */
export const everyClaim = (): readonly Claim[] =>
  Object.keys(files).flatMap((path) => {
    const [, folder, name = ''] = path.split('/');
    return Object.values(folder === 'case-studies' ? statedBy(name) : (files[path] ?? {}));
  });

export const studiesWithClaims: readonly string[] = Object.keys(files).flatMap((path) => {
  const [, folder, name] = path.split('/');
  return folder === 'case-studies' && name !== undefined ? [name] : [];
});

/** `usedBy` says where an unknown id is written. */
export const claimNamed = (study: string, id: string, usedBy: () => string): Recomputed =>
  claimOf({ folder: 'case-studies', name: study }, id, usedBy);

export function claimOf(home: Home, id: string, usedBy: () => string): Recomputed {
  const claims = claimsIn(home);
  const found = claims.find((claim) => claim.id === id);
  if (found !== undefined) return found;
  throw new Error(
    `unknown claim "${id}" in ${usedBy()}; known in ${home.folder}/${home.name}/claims.ts: ${claims.map((claim) => claim.id).join(', ') || 'none'}`,
  );
}
