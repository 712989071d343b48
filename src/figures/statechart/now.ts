/** What a machine is doing at a moment: where it is, what it could do next, what it has done last. */
import { type TransitionDescription, transitionsNow, transitionsSelected } from '../../kernel/chart/index.ts';
import { type ComponentNow, formatTime, type StateValue, type Step } from '../../kernel/index.ts';
import type { PictureProps } from '../contract.ts';
import { type Chart, type ChartState, chartOf } from './chart.ts';

export interface ChartNow {
  /** The ids of the states that it is in, those around them included. */
  readonly active: ReadonlySet<string>;
  /** It could be taken next, if its guard lets it. */
  readonly possible: (transition: TransitionDescription) => boolean;
  /** It was taken in the step that led here. */
  readonly taken: (transition: TransitionDescription) => boolean;
  readonly changes: readonly Change[];
}
export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

/** The component to show: the chosen one, or whoever stepped last. */
export function shownComponent({
  played,
  moment,
  selection,
}: Pick<PictureProps, 'played' | 'moment' | 'selection'>): ComponentNow | undefined {
  const { components } = moment;
  const find = (id: string | undefined) => components.find(({ component }) => component.id === id);
  return find(selection.component) ?? find(stepBefore(played, moment.index)?.component.id) ?? components[0];
}

/** A component may be gone after its last step; then the one that stepped before it is shown. */
function stepBefore({ history }: PictureProps['played'], index: number): Step | undefined {
  const alive = new Set(history.at(index).components.map(({ component }) => component));
  for (let i = index; i >= 0; i--) {
    const step = history.steps[i];
    if (step !== undefined && step.kind !== 'fault' && alive.has(step.component)) return step;
  }
  return undefined;
}

export function chartNow({ component, state, view }: ComponentNow, step: Step | undefined): ChartNow {
  const chart = chartOf(component.kind);
  const active = activeIn(chart.root, view.value);
  const possible = keysOf(transitionsNow(component.chart, state));
  const own = step?.component === component ? step : undefined;
  const taken = own === undefined ? new Set<string>() : takenIn(chart, own);
  return {
    active,
    possible: (transition) => possible.has(keyOf(transition)),
    taken: (transition) => taken.has(keyOf(transition)),
    changes: own === undefined ? [] : changesOf(own),
  };
}

const keyOf = ({ source, index }: TransitionDescription): string => `${source} ${index}`;
const keysOf = (transitions: readonly TransitionDescription[]): ReadonlySet<string> => new Set(transitions.map(keyOf));

function activeIn(root: ChartState, value: StateValue): ReadonlySet<string> {
  const active = new Set([root.id]);
  const enter = (state: ChartState, inner: StateValue): void => {
    for (const child of state.states) {
      const below = typeof inner === 'string' ? (inner === child.key ? {} : undefined) : inner[child.key];
      if (below === undefined) continue;
      active.add(child.id);
      enter(child, below);
    }
  };
  enter(root, value);
  return active;
}

/**
 * The transitions of a step: those that its event selected, and those that followed at once as far as only they can have led
 * to where it is now.
 */
function takenIn(chart: Chart, { component, event, before, after, missed }: Step): ReadonlySet<string> {
  if (missed !== undefined) return new Set();
  const became = activeIn(chart.root, component.chart.view(after).value);
  const selected = transitionsSelected(component.chart, before, event);
  return keysOf(selected.flatMap((transition) => [transition, ...followedBy(chart, transition, became)]));
}

function followedBy(
  chart: Chart,
  { targets: [target] }: TransitionDescription,
  became: ReadonlySet<string>,
): TransitionDescription[] {
  const followed: TransitionDescription[] = [];
  for (let at = target; at !== undefined && !became.has(at) && followed.length < chart.states.size; ) {
    const all = (chart.states.get(at)?.transitions ?? []).filter(({ on }) => on.kind === 'always');
    const arriving = all.filter(({ targets }) => targets.some((next) => became.has(next)));
    const [only, ...others] = arriving.length > 0 ? arriving : all;
    if (only === undefined || others.length > 0) break;
    followed.push(only);
    at = only.targets[0];
  }
  return followed;
}

// What changed in its memory.

const MOST_CHANGES = 4;
const LONGEST = 34;

function changesOf({ component, before, after }: Step): readonly Change[] {
  const [was, is] = [before, after].map((state) => component.chart.view(state).context as Record<string, unknown>);
  const fields = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  const changes = fields
    .filter((field) => was?.[field] !== is?.[field])
    .map((field) => ({ field, before: fieldInShort(field, was?.[field]), after: fieldInShort(field, is?.[field]) }));
  return changes.filter((change) => change.before !== change.after).slice(0, MOST_CHANGES);
}

/** "nowUs" is in microseconds, as every name with that end. */
const fieldInShort = (field: string, value: unknown): string =>
  field.endsWith('Us') && typeof value === 'number' ? formatTime(value) : inShort(value);

/** A value of a context in few characters: what is in it, or how much. */
export function inShort(value: unknown): string {
  if (value === undefined || value === null) return '–';
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  if (typeof value !== 'object') return cut(String(value));
  if (value instanceof Map || value instanceof Set) return entries(value.size);
  const text = written(value);
  if (text !== undefined && text.length <= LONGEST) return text;
  const { length } = Array.isArray(value) ? value : Object.keys(value);
  return entries(length);
}
const entries = (n: number): string => `${n} ${n === 1 ? 'entry' : 'entries'}`;
const cut = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);

function written(value: object): string | undefined {
  try {
    return JSON.stringify(value)?.replaceAll('"', '').replaceAll(',', ', ').replaceAll(':', ': ');
  } catch {
    return undefined; // it refers to itself
  }
}
