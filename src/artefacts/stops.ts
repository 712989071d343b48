/** Which layer stops a fault: a scenario that breaks a promise, played again with one layer after the other put back. */
import { applies, type Knob, type KnobValue, type Model, type Played, play, recipeOf } from '../kernel/index.ts';

export interface Stop {
  /** The layer in words: "Row-level security: ENABLE and FORCE". */
  readonly layer: string;
  /** What each component of the kind came to then. */
  readonly ends: readonly string[];
}
export interface Fault {
  readonly scenario: string;
  readonly title: string;
  /** What each component of the kind came to with the fault. */
  readonly ends: readonly string[];
  /** Why the first promise that broke is broken. */
  readonly why: string;
  /** Layers that are off; each alone stops it. */
  readonly stoppedBy: readonly Stop[];
  /** Layers that are in place, or would be, and do not stop it. */
  readonly notBy: readonly string[];
}

/**
 * `layers` are knobs whose initial value is the layer in place; `kind` is that of the components whose ends are told.
 * Throws when the scenario breaks nothing: then there is nothing to stop.
 */
export function stopsOf(model: Model, scenario: string, layers: readonly string[], kind: string): Fault {
  const knobs = { ...model.scenarios[scenario]?.knobs };
  const again = (changed: Readonly<Record<string, KnobValue>>): Played =>
    play(model, recipeOf(model, scenario, { knobs: { ...knobs, ...changed } }));
  const broken = again({});
  const [first] = brokenIn(broken);
  if (first === undefined)
    throw new Error(`scenario "${scenario}" of ${model.id} breaks no promise; name one of those that do`);
  const tried = layers.map((name) => {
    const knob = layerNamed(model, name);
    return { knob, mended: broken.params[name] === knob.initial ? undefined : again({ [name]: knob.initial }) };
  });
  const helped = tried.filter(({ mended }) => mended !== undefined && brokenIn(mended).length === 0);
  return {
    scenario,
    title: model.scenarios[scenario]?.title ?? scenario,
    ends: endsOf(broken, kind),
    why: first.violatedAt?.why ?? first.name,
    stoppedBy: helped.map(({ knob, mended }) => ({ layer: inWords(knob), ends: endsOf(mended as Played, kind) })),
    notBy: tried
      .filter((one) => !helped.includes(one) && applies(one.knob, broken.params))
      .map(({ knob }) => inWords(knob)),
  };
}

const brokenIn = ({ verdicts }: Played) => verdicts.filter(({ kind, holds }) => kind === 'always' && !holds);

function layerNamed(model: Model, name: string): Knob {
  const found = model.knobs[name];
  if (found !== undefined) return found;
  throw new Error(`unknown knob "${name}" of ${model.id}; known: ${Object.keys(model.knobs).join(', ')}`);
}

function inWords(knob: Knob): string {
  const { initial, label } = knob;
  if ('options' in knob) return `${label}: ${knob.options[String(initial)] ?? initial}`;
  return typeof initial === 'boolean' ? label : `${label}: ${initial}`;
}

/** The note that the picture shows of each, at the end. */
const endsOf = ({ history }: Played, kind: string): readonly string[] => {
  const { components, params } = history.at(history.length - 1);
  return components
    .filter(({ component }) => component.kindName === kind)
    .map(({ component, view }) => component.kind.shows?.(view, params).note ?? String(view.value));
};
