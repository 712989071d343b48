/** Claims about the runs of one model, for its `claims.ts` and those of the studies that run it. */
import type { KnobValue, Model, Played } from '../kernel/index.ts';
import { type ModelClaim, model, type RunSource } from './claim.ts';

interface Details {
  readonly knobs?: Readonly<Record<string, KnobValue>>;
  readonly digits?: number;
}

/**
 * `ofRun(scenario, says, unit, value, expect)`: the scenario as it stands, or with `knobs` turned. `value` is a measure of the model by
 * name, or what to read off the whole run.
 */
export const runsOf =
  (of: Model) =>
  (
    scenario: string,
    says: string,
    unit: string,
    value: RunSource['value'],
    expect: ModelClaim['expect'],
    { knobs = {}, digits = 0 }: Details = {},
  ): ModelClaim =>
    model({ says, unit, digits, from: { model: of, scenario, knobs, value }, expect });

/** A measure that is a share, in per cent. */
export const percent =
  (measure: string) =>
  ({ measures }: Played): number => {
    const share = measures[measure];
    if (share === undefined)
      throw new Error(`unknown measure "${measure}"; known: ${Object.keys(measures).join(', ')}`);
    return 100 * share;
  };
