/** Makes a model claim's number again, and holds it against what the claim states. */
import { paramsOf, recipeOf } from '../kernel/index.ts';
import type { Claim, Claims, ModelClaim, RunSource } from './claim.ts';
import { counted } from './counted.ts';
import { playedOnce } from './played.ts';

export interface Recomputed {
  readonly id: string;
  readonly claim: Claim;
  readonly value: number;
  /** Undefined when the claim stands. */
  readonly wrong: string | undefined;
}

/** One claim's number: what it states, or for a model claim what its run or formula gives now. */
export function numberOf(claim: Claim): number {
  if (claim.kind !== 'model') return claim.value;
  return 'formula' in claim.from ? claim.from.value() : numberOfRun(claim.from);
}

/** The recipe of a claim's run: its link opens exactly this. */
export const recipeOfRun = (run: RunSource) =>
  recipeOf(run.model, run.scenario, {
    ...(run.knobs && { knobs: run.knobs }),
    ...(run.seed !== undefined && { seed: run.seed }),
  });

function numberOfRun(run: RunSource): number {
  // An import of a name that a file does not export is undefined where only types are stripped.
  if ((run.model as unknown) === undefined)
    throw new Error(
      "there is no such model; expected the default export of a simulation's index.ts: import model from '../../simulations/…/index.ts'",
    );
  const recipe = recipeOfRun(run);
  const played = playedOnce(run.model, recipe);
  if (typeof run.value === 'function') return run.value(played, paramsOf(run.model, recipe));
  const value = played.measures[run.value];
  if (value === undefined)
    throw new Error(
      `unknown measure "${run.value}" of ${run.model.id}; known: ${Object.keys(run.model.measures).join(', ')}`,
    );
  return value;
}

/** All claims of a study with their numbers. `where` names the place of a claim in the messages. */
export function recompute(claims: Claims, where: (id: string) => string): Recomputed[] {
  return Object.entries(claims).map(([id, claim]) => {
    const value = attempt(
      () => numberOf(claim),
      () => `${where(id)}: claim "${id}"`,
    );
    const wrong = wrongOf(claim, value);
    return { id, claim, value, wrong: wrong && `${where(id)}: claim "${id}" ${wrong}` };
  });
}

function wrongOf(claim: Claim, value: number): string | undefined {
  if (claim.kind === 'model')
    return outside(claim, value)
      ? `expected ${claim.expect[0]} to ${claim.expect[1]} ${claim.unit}, got ${value}; mend the model, or the claim and the prose that rests on it`
      : undefined;
  if (!Number.isFinite(value)) return `is ${value}; expected a number`;
  if (claim.kind === 'cited' && !/^https:\/\//.test(claim.url))
    return `cites "${claim.url}"; expected an https address`;
  return undefined;
}
const outside = ({ expect: [min, max] }: ModelClaim, value: number): boolean => !(value >= min && value <= max);

function attempt<T>(work: () => T, where: () => string): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`${where()}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** "500,000 requests/s", "1 request", "2.0×": how a number and its unit are printed, on one line. */
export function printed(value: number, { unit, digits = 0 }: Pick<Claim, 'unit' | 'digits'>): string {
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  if (unit === '') return number;
  const behind = counted(number, unit);
  return behind.startsWith('%') || behind.startsWith('×') ? `${number}${behind}` : `${number}\u00a0${behind}`;
}
