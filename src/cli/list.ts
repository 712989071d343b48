/** `list`: which simulations there are, and what can be turned in each. */
import type { Knob, KnobValue } from '../kernel/knobs.ts';
import type { Model } from '../kernel/model.ts';
import { indented, table } from './table.ts';

export interface Listed {
  readonly simulation: string;
  readonly title: string;
  readonly question: string;
  readonly scenarios: readonly string[];
  readonly knobs: Readonly<Record<string, ListedKnob>>;
}
interface ListedKnob {
  readonly initial: KnobValue;
  readonly min?: number;
  readonly max?: number;
  readonly unit?: string;
  /** The values of a knob that is a choice. */
  readonly options?: readonly string[];
  readonly says: string;
}

export function listed(model: Model): Listed {
  const { id: simulation, title, question, scenarios, knobs } = model;
  const entries = Object.entries(knobs).map(([name, knob]) => [name, listedKnob(knob)] as const);
  return { simulation, title, question, scenarios: Object.keys(scenarios), knobs: Object.fromEntries(entries) };
}

function listedKnob(knob: Knob): ListedKnob {
  const { initial, says } = knob;
  if ('options' in knob) return { initial, options: Object.keys(knob.options), says };
  if ('min' in knob) return { initial, min: knob.min, max: knob.max, unit: knob.unit, says };
  return { initial, says };
}

/** The same for people: each simulation with its scenarios and knobs. */
export const describeList = (models: readonly Model[]): string => models.map(describeModel).join('\n\n');

function describeModel(model: Model): string {
  const scenarios = Object.entries(model.scenarios).map(([name, scenario]) => [name, scenario.title]);
  const knobs = Object.entries(listed(model).knobs).map(([name, knob]) => [
    name,
    String(knob.initial),
    rangeOf(knob),
    knob.says,
  ]);
  return [
    `${model.id}: ${model.question}`,
    indented(table(['scenario', ''], scenarios)),
    indented(table(['knob', 'initial', 'range', ''], knobs)),
  ].join('\n');
}

function rangeOf({ options, min, max, unit }: ListedKnob): string {
  if (options !== undefined) return options.join(' | ');
  return min === undefined ? 'true | false' : `${min}–${max} ${unit}`;
}
