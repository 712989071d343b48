/** Who there is in a run: components by slot, by name and by kind, as they come and go. */
import { hashName } from './chance.ts';
import type { Address, Chart, State } from './component.ts';
import { type Condition, WELL } from './condition.ts';
import type { Envelope } from './envelope.ts';
import type { Kind, Model } from './model.ts';
import { Names } from './names.ts';

/** What all components of a kind share in a run. */
export interface Species {
  readonly name: string;
  readonly kind: Kind;
  readonly chart: Chart;
  /** Its place among the model's kinds. */
  readonly place: number;
  /** Raised whenever more may have changed than the state of who steps: one comes or goes, or a knob turns. */
  generation: number;
  /** Slots of retired components, for those to come. A slot stays with its kind: a late message is still of this kind's line. */
  readonly free: number[];
}

/** One component as the run keeps it. */
export class Component {
  readonly address: Address;
  readonly species: Species;
  readonly chart: Chart;
  input: unknown;
  state: State = undefined as unknown as State; // until it is started, which nobody sees
  /** False between a crash and the restart, and after retirement. */
  up = true;
  /** It has crashed and begun again: what it asks for may be what it had asked for before. */
  isBack = false;
  /** It was brought to life during the run, and is gone when it has reached its end. Who is listed by the model stays. */
  isPassing = false;
  /** It has reached its end and will not be again. Only who is passing is. */
  retired = false;
  /** Its own steps so far: a key of its draws. */
  steps = 0;
  readonly seed: number;
  /** The first of its timers that run (see `timers.ts`). */
  timers: Envelope | undefined = undefined;
  /** Another one whose name's hash ends alike (see `names.ts`). */
  nextInBucket: Component | undefined = undefined;
  condition: Condition = WELL;

  constructor(address: Address, species: Species, input: unknown, seed: number) {
    this.address = address;
    this.species = species;
    this.chart = species.chart;
    this.input = input;
    this.seed = hashName(address.id, seed);
  }

  get id(): string {
    return this.address.id;
  }
  get kindName(): string {
    return this.species.name;
  }
  get kind(): Kind {
    return this.species.kind;
  }
}

export class Population {
  /** By slot. */
  readonly components: Component[] = [];
  /** By name of the kind. */
  readonly species: ReadonlyMap<string, Species>;
  readonly #model: Model;
  readonly #seed: number;
  /** Of those who live. */
  readonly #names: Names;

  constructor(model: Model, seed: number, chartOf: (machine: Kind['machine']) => Chart) {
    this.#model = model;
    this.#seed = seed;
    this.#names = new Names(seed);
    const kinds = Object.entries(model.kinds);
    const species = kinds.map(([name, kind], place): [string, Species] => [
      name,
      { name, kind, chart: chartOf(kind.machine), place, generation: 0, free: [] },
    ]);
    this.species = new Map(species);
  }

  /** A new component, not yet started. Throws for an unknown kind, and for a name that is taken. */
  add(id: string, kindName: string, input: unknown): Component {
    const species = this.#speciesOf(kindName, id);
    const address: Address = { id, index: species.free.pop() ?? this.components.length };
    const component = new Component(address, species, input, this.#seed);
    if (!this.#names.add(component)) throw new Error(`two components are called "${id}" in ${this.#model.id}`);
    this.components[address.index] = component;
    species.generation++;
    return component;
  }

  /** Its name is free from now on; its slot, too, when `reuse` says that nobody will look at it later. */
  retire(component: Component, reuse: boolean): void {
    component.up = false;
    component.retired = true;
    this.#names.delete(component);
    component.species.generation++;
    if (reuse) component.species.free.push(component.address.index);
  }

  /** Whether whoever lived there still does, up or down. */
  isInhabited(address: Address): boolean {
    const component = this.components[address.index] as Component;
    return component.address === address && !component.retired;
  }

  /** Where the component of an id lives; throws when there is none. */
  address(id: string): Address {
    const component = this.#names.get(id);
    if (component !== undefined) return component.address;
    const living = this.components.filter(({ retired }) => !retired).map(({ id }) => id);
    throw new Error(`no component "${id}" in ${this.#model.id}; there are: ${living.slice(0, 20).join(', ')}`);
  }

  #speciesOf(name: string, id: string): Species {
    const species = this.species.get(name);
    if (species !== undefined) return species;
    const known = [...this.species.keys()].join(', ');
    throw new Error(`unknown kind "${name}" of component "${id}" in ${this.#model.id}; known: ${known}`);
  }
}
