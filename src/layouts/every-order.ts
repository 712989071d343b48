/** What exploration says of a simulation's smallest scenario: made once a build, for the lists that tell a reader what can be run. */
import { type Exploration, explore } from '../kernel/explore/index.ts';
import { type Model, paramsOf, recipeOf, scenarioOf } from '../kernel/index.ts';
import { encodeLink } from '../kernel/link.ts';

export interface EveryOrder {
  /** The scenario's own title: "Every order of three buyers and two items". */
  readonly title: string;
  readonly found: Pick<Exploration, 'complete' | 'states' | 'bounds'>;
  /** The shortest way to break a promise; undefined where nothing breaks. */
  readonly broken:
    | { readonly promise: string; readonly why: string; readonly steps: number; readonly link: string }
    | undefined;
}

const explored = new WeakMap<Model, EveryOrder>();

/** Undefined of a model without a scenario that is small enough. */
export function everyOrderOf(model: Model): EveryOrder | undefined {
  if (model.verification === undefined) return undefined;
  const known = explored.get(model) ?? exploreNow(model, model.verification);
  explored.set(model, known);
  return known;
}

function exploreNow(model: Model, name: string): EveryOrder {
  const recipe = recipeOf(model, name);
  const [, { title, exploration: budget }] = scenarioOf(model, name);
  const found = explore(model, paramsOf(model, recipe), budget);
  const [first, ...others] = found.violations;
  const shortest = others.reduce(
    (least, one) => (least !== undefined && least.steps <= one.steps ? least : one),
    first,
  );
  return {
    title,
    found,
    broken: shortest && {
      promise: shortest.invariant,
      why: shortest.why,
      steps: shortest.steps,
      link: encodeLink(model, { recipe: { ...recipe, schedule: shortest.schedule } }),
    },
  };
}
