/** A machine's transitions as a table for the prose: from the machine itself, so it cannot be another one. */
import type { ChartDescription, TransitionDescription } from '../kernel/chart/index.ts';
import { eventInWords } from '../kernel/index.ts';

/** One transition as a row of the table that says the same as the picture. */
export interface Rule {
  readonly state: string;
  readonly on: string;
  readonly guard: string;
  readonly target: string;
}

const ANY_STATE = 'in any state';

const allOf = (chart: ChartDescription): readonly ChartDescription[] => [chart, ...chart.states.flatMap(allOf)];

export function rulesOf(root: ChartDescription): readonly Rule[] {
  /** States that hold others are named before them: "waiting.first". */
  const labelOf = (id: string) => (id === root.id ? ANY_STATE : id.slice(root.id.length + 1));
  return allOf(root)
    .flatMap(({ transitions }) => transitions)
    .map((transition) => ({
      state: labelOf(transition.source),
      on: trigger(transition),
      guard: transition.guard ?? '',
      target: transition.targets.length === 0 ? 'stays' : transition.targets.map(labelOf).join(', '),
    }));
}

/** "in choosing, at once, if nothing left to send: quiet" */
export const ruleInWords = ({ state, on, guard, target }: Rule): string =>
  `${state === ANY_STATE ? state : `in ${state}`}, ${on}${guard === '' ? '' : `, if ${guard}`}: ${target}`;

const trigger = ({ on }: TransitionDescription): string =>
  on.kind === 'always'
    ? 'at once'
    : on.kind === 'after'
      ? `after ${on.delay}${typeof on.delay === 'number' ? ' ms' : ''}`
      : eventInWords(on.type);
