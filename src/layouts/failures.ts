/** Runs the designs of a failure: what is measured of each, and which of them the alert notices that is meant for it. */
import { type Alert, boundOf, isBeyond, type Knobs } from './alerts.ts';
import { playedScenario, scenarioNamed } from './scenarios.ts';

interface Failure {
  readonly id: string;
  readonly scenario: string;
  readonly designs: readonly { readonly label: string; readonly knobs: Knobs }[];
  readonly alert: string;
  readonly measures: readonly string[];
}

export interface Row {
  readonly says: string;
  readonly unit: string;
  /** One for each design, in their order; NaN where a design has nothing to measure. */
  readonly values: readonly number[];
  /** Whether the alert notices the design by this; undefined in rows that are not the alert's. */
  readonly fires?: readonly boolean[];
}

/** The alert's measure comes first. Throws when the alert is unknown, or does not fire in the first design. */
export function measuredOf<A extends Alert>(failure: Failure, alerts: readonly A[], where: string) {
  const at = `${where}: ${failure.id}`;
  const alert = alerts.find(({ id }) => id === failure.alert);
  if (alert === undefined)
    throw new Error(
      `${at}: unknown alert "${failure.alert}"; known: ${alerts.map(({ id }) => id).join(', ') || 'none; alerts stand in the head of operations.mdx'}`,
    );
  const rows = [alert.measure, ...failure.measures.filter((name) => name !== alert.measure)].map((name) =>
    rowOf(failure, name, at),
  );
  const [first, ...others] = rows as [Row, ...Row[]];
  const fires = first.values.map((value) => isBeyond(alert, value));
  if (!fires[0])
    throw new Error(
      `${at}: alert ${alert.id} does not fire in "${failure.designs[0]?.label}": ${alert.measure} is ${first.values[0]}; expected ${boundOf(alert)}`,
    );
  return { alert, rows: [{ ...first, fires }, ...others] as readonly Row[] };
}

function rowOf({ scenario, designs }: Failure, name: string, where: string): Row {
  const { model } = scenarioNamed(scenario, where);
  const measure = model.measures[name];
  if (measure === undefined)
    throw new Error(`${where}: unknown measure "${name}"; known: ${Object.keys(model.measures).join(', ')}`);
  const values = designs.map(
    ({ label, knobs }) => playedScenario(scenario, `${where}, "${label}"`, knobs).measures[name] ?? NaN,
  );
  return { says: measure.says, unit: measure.unit, values };
}
