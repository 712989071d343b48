/**
 * A fingerprint of everything in a model that decides what a scenario's run does and can be written down: the knobs'
 * initial values, the charts' structure, the scenario's own knobs and faults. Words, ranges and other scenarios are left
 * out, so that editing them does not make old links look foreign. What a chart's functions compute is not in it: raise
 * the model's version when that changes.
 */
import { canonical } from '../canonical.ts';
import { hashName } from '../chance.ts';
import type { Kind, Model } from '../model.ts';

const known = new WeakMap<Model, Map<string, string>>();

/** Eight hexadecimal digits: the same in every engine, and whether or not the code was minified. */
export function checksumOf(model: Model, scenario: string): string {
  const ofModel = known.get(model) ?? new Map<string, string>();
  known.set(model, ofModel);
  const sum = ofModel.get(scenario) ?? compute(model, scenario);
  ofModel.set(scenario, sum);
  return sum;
}

function compute(model: Model, name: string): string {
  const { untilUs, knobs = {}, faults = [] } = model.scenarios[name] ?? {};
  const initials = Object.entries(model.knobs).map(([knob, { initial }]) => [knob, initial]);
  const charts = Object.entries(model.kinds).map(([kind, { machine, survives = [] }]) => [
    kind,
    structureOf(machine.root),
    survives,
  ]);
  return hashName(canonical([initials, charts, untilUs, knobs, faults]))
    .toString(16)
    .padStart(8, '0');
}

type Node = Kind['machine']['root'];

function structureOf(node: Node): unknown {
  return [
    node.key,
    node.type,
    node.history,
    node.initial.target?.map(idOf) ?? [],
    namesOf(node.entry),
    namesOf(node.exit),
    [...node.transitions.values()].flat().map(transitionOf),
    (node.always ?? []).map(transitionOf),
    Object.values(node.states).map((child) => structureOf(child as Node)),
  ];
}

interface Transition {
  readonly eventType: string;
  readonly guard?: unknown;
  readonly actions: readonly unknown[];
  readonly target?: readonly { readonly id: string }[] | undefined;
  readonly reenter: boolean;
}
const transitionOf = ({ eventType, guard, actions, target, reenter }: Transition): unknown => [
  eventType,
  guard === undefined ? '' : nameOf(guard),
  namesOf(actions),
  target?.map(idOf) ?? [],
  reenter,
];

const idOf = ({ id }: { readonly id: string }): string => id;
const namesOf = (actions: readonly unknown[]): string[] => actions.map(nameOf);

/** XState's own creators carry a `type`; an author's function has none that would survive minification. */
function nameOf(action: unknown): string {
  if (typeof action === 'string') return action;
  const { type } = action as { readonly type?: unknown };
  return typeof type === 'string' ? type : 'function';
}
