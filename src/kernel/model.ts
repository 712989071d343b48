/** What a simulation is: the contract between those who model and everything that plays, sweeps, explores and draws. */
import type { AnyStateMachine } from 'xstate';
import { checkDefinition } from './check-definition.ts';
import type { View } from './component.ts';
import type { Distribution } from './distributions.ts';
import type { Fault } from './faults.ts';
import type { Knobs, KnobValue, Params, ParamsOf } from './knobs.ts';
import type { Results } from './measures.ts';
import type { Step } from './step.ts';
import type { Theory } from './theory.ts';
import type { Windowing } from './windows.ts';

/** One meaning per tone on the whole site; figures map it to a colour and a shape. */
export type Tone = 'flight' | 'waiting' | 'done' | 'failed' | 'dropped' | 'duplicate' | 'idle';

/** What the topology shows of a component at a moment. */
export interface Gauge {
  /** Requests that wait, and how many may. */
  readonly queue?: number;
  readonly queueLimit?: number;
  /** Workers (connections, slots) in use, and how many there are. */
  readonly busy?: number;
  readonly capacity?: number;
  /** A few words under the name: "stock 3", "circuit open". */
  readonly note?: string;
  readonly tone?: Tone;
}

/** A kind of component: what all of its instances share. The label in a figure is the name in the model. */
export interface Kind {
  readonly label: string;
  /** What it does, in one sentence. */
  readonly says: string;
  readonly machine: AnyStateMachine;
  /**
   * Instances may come during a run (`spawn`), and are gone when they have reached their end; those that `components` lists
   * stay. They are not placed in the topology but inside `within`.
   */
  readonly dynamic?: boolean;
  /** The kind in whose box the instances of a dynamic kind are drawn. */
  readonly within?: string;
  /** Fields of the context that survive a crash: what is on disk, and there when the chart starts again. None unless given. */
  readonly survives?: readonly string[];
  /**
   * It is told things at once and without loss, and answers nobody: the books of a model. Exploration lets it take what it is
   * told before anything else may happen, so that it is never behind.
   */
  readonly observer?: boolean;
  /** Instances are interchangeable: exploration may rename them. */
  readonly symmetric?: boolean;
  readonly shows?: (view: View, params: Params) => Gauge;
}

export interface ComponentSpec {
  readonly id: string;
  readonly kind: string;
  /** Handed to the machine as its input. */
  readonly input?: unknown;
  /** What pictures call it where the kind's name and a number say too little: "Scraper". */
  readonly label?: string;
}

/** A connection between two kinds. Both directions unless `oneWay`. Kinds without a link talk at once and without loss. */
export interface Link {
  readonly from: string;
  readonly to: string;
  /** One-way latency in milliseconds. */
  readonly latency: Distribution;
  /** Probability that a message is lost. */
  readonly loss?: number;
  /** Probability that a message comes twice. */
  readonly duplicate?: number;
  readonly oneWay?: boolean;
  /** What the line says: "TCP", "HTTP/2". */
  readonly label?: string;
}

/** What a component's `observe`, `level` and `count` feed. */
export type Observation =
  /** Single values: mean, percentiles. `unit` is theirs. */
  | { readonly kind: 'tally'; readonly unit: string; readonly says: string }
  /** Something that has a value at every moment: averaged over time. */
  | { readonly kind: 'level'; readonly unit: string; readonly says: string }
  /** Something that happens. */
  | { readonly kind: 'count'; readonly says: string };

export interface Measure<P extends Params = Params> {
  readonly unit: string;
  readonly says: string;
  /** Which direction is better; the comparison marks it. */
  readonly better?: 'lower' | 'higher';
  readonly value: (results: Results, params: P) => number;
}

/**
 * The states of the components that an invariant reads, by kind: those that the model lists in its order, then those that
 * were brought to life, in no order to rely on.
 */
export type Reading = (kind: string) => readonly View[];

export interface Invariant<P extends Params = Params> {
  /** A sentence, stated positively: what holds. */
  readonly name: string;
  /**
   * always: after every step. sometimes: after at least one (the run is not vacuous). eventually: at the end of the run,
   * when faults are over.
   */
  readonly kind: 'always' | 'sometimes' | 'eventually';
  /** The kinds whose states decide it: it is looked at again only when one of them has stepped. */
  readonly reads: readonly string[];
  readonly holds: (of: Reading, params: P) => boolean;
  /** Why it is false now, with the numbers: "6 sold of 5". */
  readonly why?: (of: Reading, params: P) => string;
}

export interface Scenario {
  readonly title: string;
  /** What to watch for, in a sentence or two. */
  readonly says: string;
  readonly seed: number;
  /** When the run ends, in microseconds; it ends earlier when nothing is left to happen. */
  readonly untilUs: number;
  /** Knobs that differ from their initial value. */
  readonly knobs?: Readonly<Record<string, KnobValue>>;
  readonly faults?: readonly Fault[];
  /** Names of the invariants that this scenario is meant to break. A declared violation that does not happen is an error. */
  readonly violates?: readonly string[];
  /** The moment of the first frame, in microseconds; the first violation, or the most crowded moment, when left out. */
  readonly tellingUs?: number;
  /** For exploration: what the adversary may do and when to stop. */
  readonly exploration?: ExplorationBudget;
  /** The small scenario that a search for what breaks this one visits; the model's `verification` when left out. */
  readonly search?: string;
}

/** How much the adversary may do while every order is explored. All 0 unless given. */
export interface ExplorationBudget {
  readonly drop?: number;
  readonly duplicate?: number;
  /** Crashes (with restart) of components of these kinds. */
  readonly crash?: { readonly kinds: readonly string[]; readonly times: number };
  /**
   * Timers whose event is one of these types fire at most `times` times, all together; any other fires whenever it is set. For
   * a wait that begins again each time it is over: without a bound its states have no end. What is left then is not at rest.
   */
  readonly timers?: { readonly types: readonly string[]; readonly times: number };
  readonly maxStates?: number;
}

/** A simulation. `defineModel` makes one. */
export interface Model {
  /** The folder's name. */
  readonly id: string;
  /** Raised when an old link would show something else. */
  readonly version: number;
  readonly title: string;
  /** The question that the simulation answers. */
  readonly question: string;
  /** Two or three sentences: what is modelled. */
  readonly summary: string;
  readonly knobs: Knobs;
  /** The knobs, at most two, that the question is about: where its figure stands alone, they stand beside it. */
  readonly turns?: readonly string[];
  readonly kinds: Readonly<Record<string, Kind>>;
  readonly components: (params: Params) => readonly ComponentSpec[];
  readonly links: (params: Params) => readonly Link[];
  readonly observations: Readonly<Record<string, Observation>>;
  readonly measures: Readonly<Record<string, Measure>>;
  /** What is measured again and again over the time of a run. Nothing unless given. */
  readonly windows?: Windowing;
  /** What is known of its runs beforehand: formulas of the field, drawn over the runs and held against them. */
  readonly theory?: readonly Theory[];
  readonly invariants: readonly Invariant[];
  readonly scenarios: Readonly<Record<string, Scenario>>;
  /** Milliseconds that a request may take, where the model promises so much: pictures of one request show it. */
  readonly budgetMs?: number;
  /** The scenario with a small, finite configuration for exploration. */
  readonly verification?: string;
  /** A sentence for a step where the general one would say too little; undefined leaves it to the general one. */
  readonly narrate?: (step: Step) => string | undefined;
  /** What the model leaves out: each a short sentence. */
  readonly leavesOut: readonly string[];
}

/** The same with the parameters' types known. */
export interface ModelDefinition<K extends Knobs>
  extends Omit<Model, 'knobs' | 'components' | 'links' | 'measures' | 'theory' | 'invariants' | 'kinds'> {
  readonly knobs: K;
  readonly kinds: Readonly<
    Record<string, Omit<Kind, 'shows'> & { readonly shows?: (view: View, params: ParamsOf<K>) => Gauge }>
  >;
  readonly components: (params: ParamsOf<K>) => readonly ComponentSpec[];
  readonly links: (params: ParamsOf<K>) => readonly Link[];
  readonly measures: Readonly<Record<string, Measure<ParamsOf<K>>>>;
  readonly theory?: readonly Theory<ParamsOf<K>>[];
  readonly invariants: readonly Invariant<ParamsOf<K>>[];
}

/** Checks a definition's references, and gives it as a `Model`. Throws with the simulation's id and what is known. */
export function defineModel<const K extends Knobs>(definition: ModelDefinition<K>): Model {
  const model = definition as unknown as Model; // only the parameters' static type is forgotten
  checkDefinition(model);
  return model;
}
