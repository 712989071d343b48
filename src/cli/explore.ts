/** `explore`: every order of events within bounds, and the shortest way to break an invariant. */
import {
  type Exploration,
  type ExploreOptions,
  explore,
  type TracedStep,
  type Violation,
} from '../kernel/explore/index.ts';
import { encodeLink } from '../kernel/link.ts';
import type { Model } from '../kernel/model.ts';
import { byTime, paramsOf, type Recipe } from '../kernel/recipe.ts';
import { addressOf } from './address.ts';
import { indented } from './table.ts';
import type { Terminal } from './terminal.ts';

export interface Explored {
  readonly recipe: Recipe;
  readonly exploration: Exploration;
  readonly seconds: number;
}

/** What exploration takes of a recipe: every order and every fault within the budget it makes itself. */
export const explorable = (recipe: Recipe): Recipe => ({ ...byTime(recipe), faults: [] });
export const isExplorable = ({ schedule, chosen, faults }: Recipe): boolean =>
  schedule === undefined && chosen === undefined && faults.length === 0;

/** The scenario's own budget, with `options` on top. */
export function exploreAsked(model: Model, recipe: Recipe, options: ExploreOptions, terminal: Terminal): Explored {
  const began = performance.now();
  const onProgress = (states: number) => terminal.progress(`${states.toLocaleString('en-US')} states`);
  const budget = model.scenarios[recipe.scenario]?.exploration ?? {};
  const exploration = explore(model, paramsOf(model, recipe), { ...budget, ...options, onProgress });
  terminal.progress('');
  return { recipe, exploration, seconds: (performance.now() - began) / 1000 };
}

export function exploreAnswer(model: Model, { recipe, exploration, seconds }: Explored): object {
  const { states, transitions, depth, atRest, represented, complete, reason, bounds, neverSeen } = exploration;
  return {
    simulation: model.id,
    scenario: recipe.scenario,
    states,
    transitions,
    depth,
    atRest,
    represented,
    complete,
    reason: reason ?? null,
    bounds,
    violations: exploration.violations.map((violation) => {
      const { invariant, kind, why, steps, trace } = violation;
      return { invariant, kind, why, steps, trace, link: linkOf(model, recipe, violation) };
    }),
    neverSeen,
    seconds: Number(seconds.toFixed(3)),
  };
}

const linkOf = (model: Model, recipe: Recipe, { schedule }: Violation): string =>
  encodeLink(model, { recipe: { ...recipe, schedule } });

/**
 * A violation that the scenario does not declare; or, when everything was visited, a declared one that is not there. What an
 * author declares is said of the scenario's own knobs: whoever turns one asks whether that design holds.
 */
export function exploreSurprises(model: Model, { recipe, exploration }: Explored): string[] {
  const isTurned = Object.keys(recipe.knobs).length > 0;
  const declared = isTurned ? [] : (model.scenarios[recipe.scenario]?.violates ?? []);
  const broken = exploration.violations.map(({ invariant }) => invariant);
  const undeclared = broken
    .filter((name) => !declared.includes(name))
    .map((name) =>
      isTurned
        ? `"${name}" can be broken with these knobs`
        : `"${name}" can be broken, which the scenario "${recipe.scenario}" does not declare`,
    );
  if (!exploration.complete) return undeclared;
  const missed = declared
    .filter((name) => !broken.includes(name))
    .map((name) => `no order breaks "${name}", but the scenario "${recipe.scenario}" declares that it breaks`);
  return [...undeclared, ...missed];
}

/** The same for people. */
export function describeExploration(model: Model, explored: Explored): string {
  const { recipe, exploration, seconds } = explored;
  const { states, transitions, complete, reason, bounds, violations, neverSeen } = exploration;
  const count = (value: number) => value.toLocaleString('en-US');
  const visited = `${count(states)} states, ${count(transitions)} choices in ${seconds.toFixed(1)} s`;
  const verdict =
    violations.length > 0
      ? ''
      : complete
        ? 'Nothing breaks within these bounds: every reachable state was visited.'
        : 'Nothing broke in what was visited.';
  return [
    `${model.title} · ${model.scenarios[recipe.scenario]?.title ?? ''} (${recipe.scenario})`,
    `${complete ? 'complete' : `not complete: ${reason}`} · ${visited}\nbounds: ${bounds.text}`,
    ...violations.map((violation) => describeViolation(model, recipe, violation)),
    neverSeen.length === 0 ? '' : `never seen: ${neverSeen.join('; ')}`,
    verdict,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeViolation(model: Model, recipe: Recipe, violation: Violation): string {
  const { invariant, why, steps, trace } = violation;
  const line = ({ note }: TracedStep, i: number) => `${String(i + 1).padStart(3)}  ${note}`;
  const shown = indented(trace.map(line).join('\n'));
  return `✗ ${invariant}${why === '' ? '' : ` (${why})`}, after ${steps} ${steps === 1 ? 'step' : 'steps'}\n${shown}\n${addressOf(model, linkOf(model, recipe, violation))}`;
}
