/** Holds a machine's tables against XState's own step, event by event. */
import type { AnyStateMachine } from 'xstate';
import { chart, type InspectableChart, interpreted } from '../../../src/kernel/chart/index.ts';
import type { Ambient, Message, State } from '../../../src/kernel/component.ts';
import { type Action, Asked } from './asked.ts';

/**
 * Throws unless the chart that the kernel would use and XState's own step agree on every event: in value, context, status,
 * tags, output, the whole list of what is asked for, on whether anything changed, and on errors. Returns how many steps were taken.
 *
 * Where the world answers differently from one question to the next, give a function: it is asked anew for each step.
 */
export function assertAgrees(
  machine: AnyStateMachine,
  events: Iterable<Message>,
  ambient: Surroundings | (() => Surroundings),
  { input, about = machine.id }: { readonly input?: unknown; readonly about?: string } = {},
): number {
  const world = typeof ambient === 'function' ? ambient : () => ambient;
  const steppers = [
    new ChartStepper('chart', chart(machine), world),
    new ChartStepper('XState', interpreted(machine), world),
  ];
  return walkTogether(steppers, events, input, about);
}

/** What a chart is given; what it asks for is compared, and goes nowhere. */
export type Surroundings = Pick<Ambient, 'self' | 'system'>;

/** One way of stepping a machine, which remembers where it is. Each step is told as a text, for comparison. */
export interface Stepper {
  readonly name: string;
  start(input: unknown): string;
  step(event: Message): string;
  /** Nothing more to step: the machine is done, or it has thrown. */
  readonly over: boolean;
}

/** Takes the same events in several ways and throws when the first differs from any other. */
export function walkTogether(
  steppers: readonly Stepper[],
  events: Iterable<Message>,
  input: unknown,
  about: string,
): number {
  const [first, ...others] = steppers as [Stepper, ...Stepper[]];
  let steps = 0;
  const compare = (event: Message, step: (stepper: Stepper) => string) => {
    const expected = step(first);
    for (const other of others) {
      const actual = step(other);
      if (same(expected, actual)) continue;
      const width = Math.max(first.name.length, other.name.length);
      const told = [first, other].map(({ name }, i) => `  ${name.padEnd(width)}  ${[expected, actual][i]}`);
      throw new Error(
        [`${about}: step ${steps}, ${show(event)}: ${first.name} and ${other.name} differ`, ...told].join('\n'),
      );
    }
  };
  compare({ type: 'xstate.init' }, (stepper) => stepper.start(input));
  // The events may depend on where the machine is, so each is asked for only when its turn comes.
  for (const event of events) {
    if (first.over) break;
    steps++;
    compare(event, (stepper) => stepper.step(event));
  }
  return steps;
}

/** Errors of ours may say more than XState's, after the same words. */
const same = (ours: string, other: string): boolean => ours === other || (isError(other) && ours.startsWith(other));

export class ChartStepper implements Stepper {
  readonly name: string;
  readonly #chart: InspectableChart;
  readonly #ambient: () => Surroundings;
  #state: State | undefined;
  #failed = false;

  constructor(name: string, stepped: InspectableChart, ambient: () => Surroundings) {
    this.name = name;
    this.#chart = stepped;
    this.#ambient = ambient;
  }

  get over(): boolean {
    return this.#failed || (this.#state !== undefined && this.#chart.isDone(this.#state));
  }

  start(input: unknown): string {
    return this.#told((ambient) => this.#chart.start(input, ambient));
  }

  step(event: Message): string {
    return this.#told((ambient) => this.#chart.step(this.#state!, event, ambient));
  }

  #told(step: (ambient: Ambient) => State): string {
    const text = told(() => {
      const asked = new Asked();
      const state = step({ ...this.#ambient(), effects: asked });
      const changed = state !== this.#state;
      this.#state = state;
      return { ...this.#chart.view(state), nodes: this.#chart.nodes(state), actions: asked.actions, changed };
    });
    this.#failed = isError(text);
    return text;
  }
}

/** What is compared of a step. */
interface Outcome {
  readonly value: unknown;
  readonly context: unknown;
  readonly status: string;
  readonly tags: Iterable<string>;
  readonly output: unknown;
  readonly nodes: readonly { readonly id: string }[];
  readonly actions: readonly Action[];
  readonly changed: boolean;
}

/** What a step came to, or the error that it threw. */
export function told(step: () => Outcome): string {
  try {
    const { value, context, status, tags, output, nodes, actions, changed } = step();
    const ids = nodes.map(({ id }) => id);
    const asked = actions.map(({ type, params }) => ({ type, params }));
    return show({ value, context, status, tags: [...tags], output, nodes: ids, changed, asked });
  } catch (error) {
    return `throws ${(error as Error).message}`;
  }
}

export const isError = (text: string): boolean => text.startsWith('throws ');

/** JSON that does not hide what is undefined. */
const show = (value: unknown): string =>
  JSON.stringify(value, (_key, part) =>
    part === undefined ? '(undefined)' : typeof part === 'function' ? '(function)' : part,
  );
