/**
 * A model's components as exploration sees them: automata with numbered local states, each stepped at most once for each
 * distinct (component, local state, delivery). Everything after that is arithmetic on small numbers, so exploration is as
 * fast as that, however a chart decides.
 *
 * Time stands still and chance is gone: `now` is 0 and every draw is ½. A run that replays a schedule does the same.
 */
import { survivorsOf } from '../carry-over.ts';
import { chart as compiled, type InspectableChart } from '../chart/index.ts';
import type { Address, Ambient, State, View } from '../component.ts';
import type { Params } from '../knobs.ts';
import type { ComponentSpec, Kind, Model } from '../model.ts';
import { still } from '../still.ts';
import { Deliveries, type Delivery } from './deliveries.ts';
import { Locals } from './locals.ts';
import { Asked, type StepOutcome } from './outcome.ts';

export interface Part {
  readonly id: string;
  readonly kindName: string;
  readonly kind: Kind;
  readonly chart: InspectableChart;
  readonly input: unknown;
  readonly address: Address;
  readonly locals: Locals;
}

/** A state of everything: a local state for each component, and what is pending. */
export interface Whole {
  readonly locals: readonly number[];
  readonly pending: readonly Delivery[];
}

export class Automata {
  readonly parts: readonly Part[];
  readonly deliveries = new Deliveries((index) => this.parts[index]?.kind.observer === true);
  /** Told of each step that is taken for the first time. */
  onNewOutcome: ((index: number, local: number, delivery: Delivery, outcome: StepOutcome) => void) | undefined;
  /** How often a chart was asked. */
  steps = 0;
  readonly #model: Model;
  readonly #indices: ReadonlyMap<string, number>;
  readonly #ambient: Ambient;
  readonly #asked: Asked;

  constructor(model: Model, params: Params) {
    this.#model = model;
    const specs = model.components(params);
    this.#indices = new Map(specs.map((spec, index) => [spec.id, index]));
    this.parts = specs.map((spec, index) => partOf(model, spec, index));
    const { address } = this.parts[0] as Part;
    this.#asked = new Asked(this.deliveries, (id) => this.indexOf(id), address);
    const system = still((id) => (this.parts[this.indexOf(id)] as Part).address);
    this.#ambient = { self: address, system, effects: this.#asked };
  }

  /** Every component in its initial state, with what they send as they start. */
  start(): Whole {
    const started = this.parts.map((_, index) => this.#start(index));
    return { locals: started.map(({ to }) => to), pending: started.flatMap(({ adds }) => adds) };
  }

  step(index: number, local: number, delivery: Delivery): StepOutcome {
    const { locals } = this.parts[index] as Part;
    const remembered = locals.outcomes[local] as (StepOutcome | undefined)[];
    const nth = this.deliveries.ofReceiver[delivery] as number;
    const known = remembered[nth];
    if (known !== undefined) return known;
    const outcome = this.#step(index, local, delivery);
    while (remembered.length < nth) remembered.push(undefined); // an array without holes is read faster
    remembered[nth] = outcome;
    this.onNewOutcome?.(index, local, delivery, outcome);
    return outcome;
  }

  /** Down and up again at once: its timers are gone, and its state but for what its kind keeps. The caller drops the timers. */
  crash(index: number, local: number): StepOutcome {
    const { locals, kind, chart } = this.parts[index] as Part;
    const known = locals.crashes[local];
    if (known !== undefined) return known;
    const outcome = this.#start(index, survivorsOf({ chart, kind, state: locals.state(local) }));
    locals.crashes[local] = outcome;
    return outcome;
  }

  view(index: number, local: number): View {
    return (this.parts[index] as Part).locals.view(local);
  }

  /** Throws for an id that is no component's. */
  indexOf(id: string): number {
    const index = this.#indices.get(id);
    if (index === undefined)
      throw new Error(
        `no component "${id}" in ${this.#model.id}; there are: ${[...this.#indices.keys()].slice(0, 20).join(', ')}`,
      );
    return index;
  }

  #start(index: number, kept?: object): StepOutcome {
    const part = this.parts[index] as Part;
    return this.#outcome(part, part.chart.start(part.input, this.#enter(part), kept));
  }

  #step(index: number, local: number, delivery: Delivery): StepOutcome {
    const part = this.parts[index] as Part;
    const event = this.deliveries.event[delivery];
    if (event === undefined) throw new Error(`no delivery ${delivery}`);
    return this.#outcome(part, part.chart.step(part.locals.state(local), event, this.#enter(part)));
  }

  #enter({ address }: Part): Ambient {
    this.steps++;
    this.#asked.begin(address);
    this.#ambient.self = address;
    return this.#ambient;
  }

  #outcome({ locals }: Part, state: State): StepOutcome {
    return this.#asked.outcome(locals.intern(state));
  }
}

function partOf(model: Model, { id, kind: kindName, input }: ComponentSpec, index: number): Part {
  const kind = model.kinds[kindName];
  if (kind === undefined)
    throw new Error(
      `unknown kind "${kindName}" of component "${id}" in ${model.id}; known: ${Object.keys(model.kinds).join(', ')}`,
    );
  const chart = compiled(kind.machine);
  const refuse = (why: string): never => {
    throw new Error(`"${id}" (kind "${kindName}") of ${model.id} cannot be explored: ${why}`);
  };
  // Two states with equal configuration and context would be taken for one, and history is in neither.
  if (chart.how === 'xstate') refuse('its chart has history states or actors of its own');
  return { id, kindName, kind, chart, input, address: { id, index }, locals: new Locals(id, chart) };
}
