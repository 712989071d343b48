/** Holds alerts and the runbook against the runs that they name: an alert fires, stays quiet elsewhere, and falls silent by its fix. */
import { type KnobValue, knobInWords } from '../kernel/index.ts';
import { type NamedScenario, playedScenario, scenarioNamed } from './scenarios.ts';

export type Knobs = Readonly<Record<string, KnobValue>>;
export interface Alert {
  readonly id: string;
  readonly scenario: string;
  readonly knobs?: Knobs | undefined;
  readonly measure: string;
  /** One of the two is given. */
  readonly above?: number | undefined;
  readonly below?: number | undefined;
  readonly quietIn: string;
}
type Measured = NamedScenario & {
  readonly value: number;
  /** What is set otherwise than in the scenario, in words: “Wait for the store” at “5 ms”. */
  readonly turned: string;
};

/** Throws when the alert does not fire where it should, or fires where it should not. */
export function alertIn(alert: Alert, where: string) {
  const fires = measured(alert, alert.scenario, alert.knobs ?? {}, where);
  const quiet = measured(alert, alert.quietIn, {}, where);
  if (!isBeyond(alert, fires.value))
    throw new Error(
      `${where}: alert ${alert.id} does not fire in ${alert.scenario}: ${alert.measure} is ${fires.value}; expected ${boundOf(alert)}`,
    );
  if (isBeyond(alert, quiet.value))
    throw new Error(
      `${where}: alert ${alert.id} fires in ${alert.quietIn}, where it should be quiet: ${alert.measure} is ${quiet.value}; expected not ${boundOf(alert)}`,
    );
  const measure = fires.model.measures[alert.measure];
  return { unit: measure?.unit ?? '', watches: measure?.says ?? '', fires, quiet };
}

/**
 * The alert's scenario, or the entry's own, with the knobs of a runbook's entry turned. Throws when the alert is unknown, does not
 * fire without them, or does not fall silent.
 */
export function rehearsalOf(
  entry: { readonly alert: string; readonly fix: Knobs; readonly scenario?: string | undefined },
  alerts: readonly Alert[],
  where: string,
) {
  const alert = alerts.find(({ id }) => id === entry.alert);
  if (alert === undefined)
    throw new Error(
      `${where}: the runbook rehearses alert ${entry.alert}; known: ${alerts.map(({ id }) => id).join(', ')}`,
    );
  const [scenario, knobs] = entry.scenario === undefined ? [alert.scenario, alert.knobs] : [entry.scenario, {}];
  const before = measured(alert, scenario, knobs ?? {}, where);
  const after = measured(alert, scenario, { ...knobs, ...entry.fix }, where);
  if (!isBeyond(alert, before.value))
    throw new Error(
      `${where}: alert ${alert.id} does not fire in ${scenario}, so that no fix can be rehearsed there: ${alert.measure} is ${before.value}; expected ${boundOf(alert)}`,
    );
  if (isBeyond(alert, after.value))
    throw new Error(
      `${where}: the fix for alert ${alert.id} leaves it firing in ${scenario}: ${alert.measure} is ${after.value}; expected not ${boundOf(alert)}`,
    );
  return { alert, before, after };
}

export const isBeyond = ({ above, below }: Alert, value: number): boolean =>
  above === undefined ? value < (below ?? Number.NaN) : value > above;

export const boundOf = ({ above, below }: Pick<Alert, 'above' | 'below'>): string =>
  above === undefined ? `below ${below}` : `above ${above}`;

function measured(alert: Alert, name: string, knobs: Knobs, where: string): Measured {
  const named = scenarioNamed(name, where, knobs);
  const { measures } = playedScenario(name, `${where}: alert ${alert.id}`, knobs);
  const value = measures[alert.measure];
  if (value === undefined)
    throw new Error(
      `unknown measure "${alert.measure}" in alert ${alert.id} of ${where}; known: ${Object.keys(measures).join(', ')}`,
    );
  if (!Number.isFinite(value))
    throw new Error(
      `${where}: alert ${alert.id}: ${name} has nothing to measure for ${alert.measure}; choose another scenario`,
    );
  const turned = Object.entries(knobs)
    .map(([name, knob]) => [named.model.knobs[name], knob] as const)
    .flatMap(([knob, set]) => (knob === undefined ? [] : [`“${knob.label}” at “${knobInWords(knob, set)}”`]));
  return { ...named, value, turned: turned.join(', ') };
}
