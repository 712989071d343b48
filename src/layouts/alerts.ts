/** Holds an alert against the runs that it names: it must fire in one and stay quiet in the other. */
import { type KnobValue, play, recipeOf } from '../kernel/index.ts';
import { type NamedScenario, scenarioNamed } from './scenarios.ts';

interface Alert {
  readonly id: string;
  readonly scenario: string;
  readonly knobs?: Readonly<Record<string, KnobValue>> | undefined;
  readonly measure: string;
  readonly above: number;
  readonly quietIn: string;
}
type Measured = NamedScenario & { readonly value: number };

/** Throws when the alert does not fire where it should, or fires where it should not. */
export function alertIn(alert: Alert, where: string): { unit: string; fires: Measured; quiet: Measured } {
  const fires = measured(alert, alert.scenario, alert.knobs ?? {}, where);
  const quiet = measured(alert, alert.quietIn, {}, where);
  if (!(fires.value > alert.above))
    throw new Error(
      `${where}: alert ${alert.id} does not fire in ${alert.scenario}: ${alert.measure} is ${fires.value}; expected more than ${alert.above}`,
    );
  if (quiet.value > alert.above)
    throw new Error(
      `${where}: alert ${alert.id} fires in ${alert.quietIn}, where it should be quiet: ${alert.measure} is ${quiet.value}; expected at most ${alert.above}`,
    );
  return { unit: fires.model.measures[alert.measure]?.unit ?? '', fires, quiet };
}

function measured(alert: Alert, name: string, knobs: Readonly<Record<string, KnobValue>>, where: string): Measured {
  const named = scenarioNamed(name, where, knobs);
  const { measures } = play(named.model, recipeOf(named.model, named.scenario, { knobs }));
  const value = measures[alert.measure];
  if (value === undefined)
    throw new Error(
      `unknown measure "${alert.measure}" in alert ${alert.id} of ${where}; known: ${Object.keys(measures).join(', ')}`,
    );
  return { ...named, value };
}
