/**
 * A run: the components of a model, what is due, and one verb. `step()` takes what is due next and lets its component step;
 * what the component asks for on the way, `effects.ts` carries out. Nothing here waits for an animation, and nothing but the
 * seed is random.
 */
import type { SpawnParams } from './actions.ts';
import { Agenda, type Queue } from './agenda.ts';
import { giveParams, survivorsOf } from './carry-over.ts';
import { chart as compiled } from './chart/index.ts';
import type { Address, Ambient, Chart, Message, View } from './component.ts';
import { withFault, withoutFault } from './condition.ts';
import { RunEffects } from './effects.ts';
import type { Envelope, FaultEdge } from './envelope.ts';
import { checkFault, type Fault } from './faults.ts';
import { Held } from './held.ts';
import { type Params, readKnob } from './knobs.ts';
import { Mail } from './mail.ts';
import type { Kind, Model } from './model.ts';
import { Network } from './network.ts';
import { type Component, Population, type Species } from './population.ts';
import { Notes, type Step } from './step.ts';
import { still } from './still.ts';
import { formatTime } from './time.ts';
import { removeTimer } from './timers.ts';
import { World } from './world.ts';

export interface RunSetup {
  readonly params: Params;
  readonly seed: number;
  readonly faults?: readonly Fault[];
  /** Microseconds; what is due later does not happen. */
  readonly untilUs?: number;
  /** How a chart is stepped: by tables, unless a run is to be checked against XState's own step. */
  readonly chart?: (machine: Kind['machine']) => Chart;
  /**
   * Every message takes no time and arrives, charts see no time pass, and every draw is the median: exploration and its
   * schedules decide about order and loss.
   */
  readonly ideal?: boolean;
  /** What decides who is next; by time, unless a schedule replays an order that exploration found. */
  readonly agenda?: Queue<Envelope>;
}

export interface RunObserver {
  /** Called for each `emit`; the cheap way to keep books without a trace. */
  emitted?(event: Message, component: Component, atUs: number): void;
  /**
   * Whether a request has been offered and has not ended. Who keeps books says so: whoever begins again after a crash and offers
   * what is open still asks for the same, which is no second offer and is told to nobody.
   */
  isOpen?(request: number): boolean;
  /** Called after each step with its record. Recording has its price: leave it out in bulk runs. */
  stepped?(step: Step): void;
}

const NOBODY: Component = undefined as unknown as Component; // before the first step

export class Run {
  readonly model: Model;
  readonly seed: number;
  readonly untilUs: number;
  /** By slot. Where nobody records, the slot of a component that is retired is used again. */
  readonly components: readonly Component[];
  /** What the components of each kind share, by the kind's name. */
  readonly species: ReadonlyMap<string, Species>;
  params: Params;
  /** Simulated time in microseconds. */
  now = 0;
  /** Steps taken. */
  steps = 0;
  /** Who took the last step. */
  last: Component = NOBODY;

  readonly #agenda: Queue<Envelope>;
  readonly #population: Population;
  readonly #network: Network;
  readonly #mail: Mail;
  readonly #observer: RunObserver;
  readonly #notes = new Notes();
  readonly #recording: boolean;
  readonly #ambient: Ambient;
  readonly #world: World;
  readonly #held = new Held();

  constructor(model: Model, setup: RunSetup, observer: RunObserver = {}) {
    this.model = model;
    this.seed = setup.seed;
    this.params = setup.params;
    this.untilUs = setup.untilUs ?? Infinity;
    this.#observer = observer;
    this.#recording = observer.stepped !== undefined;
    this.#agenda = setup.agenda ?? new Agenda();
    this.#population = new Population(model, setup.seed, setup.chart ?? compiled);
    this.components = this.#population.components;
    this.species = this.#population.species;
    this.#network = new Network(model, setup.params, setup.seed, setup.ideal);
    this.#mail = new Mail(this, this.#agenda, this.#recording ? this.#notes : undefined);
    this.#world = new World(this, NOBODY);
    this.#ambient = {
      self: undefined as unknown as Address, // until somebody steps
      system: setup.ideal ? still((id) => this.address(id)) : this.#world,
      effects: this.#effects(),
    };
    this.#populate();
    for (const fault of setup.faults ?? []) this.inject(fault);
    this.#notes.forget(); // what happened before the first step is the initial state, not part of it
  }

  /** Where the component of an id lives; throws when there is none. */
  address(id: string): Address {
    return this.#population.address(id);
  }

  /** The component of an id; throws when there is none. */
  component(id: string): Component {
    return this.components[this.address(id).index] as Component;
  }

  /** A readable look at a component's state now. */
  view(id: string): View {
    const component = this.component(id);
    return component.chart.view(component.state);
  }

  /** Messages in flight, timers that run and faults to come, in the order of their time. */
  pending(): Envelope[] {
    const waiting = [...this.#held.entries(), ...this.#agenda.entries()];
    return waiting.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  }

  /** Adds a fault; its beginning and its end become steps of the run. Throws for one that cannot happen. */
  inject(fault: Fault): void {
    checkFault(fault, this.model, this.now);
    const to = 'component' in fault ? this.address(fault.component) : (this.components[0] as Component).address;
    this.#mail.announce({ fault, begins: true }, fault.atUs, to);
    if ('untilUs' in fault && fault.untilUs !== undefined)
      this.#mail.announce({ fault, begins: false }, fault.untilUs, to);
  }

  /** Takes what is due next. False when nothing is, or when it is due after the end. */
  step(): boolean {
    for (;;) {
      const envelope = this.#agenda.take(this.untilUs);
      if (envelope === undefined) return false;
      const component = this.components[envelope.to.index] as Component;
      if (!component.condition.paused || !this.#hold(component, envelope)) {
        this.#take(component, envelope);
        return true;
      }
    }
  }

  /** Steps until nothing is left, `untilUs` is reached, or `maxSteps` were taken. */
  runToEnd(maxSteps = Infinity): this {
    while (this.steps < maxSteps && this.step());
    return this;
  }

  /** Lets the addressee of `envelope` take it. */
  #take(component: Component, envelope: Envelope): void {
    if (envelope.at > this.now) this.now = envelope.at; // what was held back was due before
    const index = this.steps++;
    this.last = component;
    envelope.doneStep = index;
    const before = component.state;
    // An adversary's schedule may have lost it already: then it is taken, and nobody gets it.
    if (envelope.lost === undefined) this.#deliver(component, envelope);
    if (this.#recording) this.#observer.stepped?.(this.#notes.taken(index, this.now, component, before, envelope));
  }

  #deliver(component: Component, envelope: Envelope): void {
    if (envelope.fault !== undefined) this.#change(component, envelope, envelope.fault);
    else if (component.up && component.address === envelope.to) {
      if (envelope.timer !== undefined) removeTimer(component, envelope);
      this.#let(component, envelope.event);
    } else envelope.lost = this.#population.isInhabited(envelope.to) ? 'down' : 'retired';
  }

  /** A paused process notices nothing: what comes meanwhile waits until it goes on. Faults do not ask. */
  #hold(component: Component, envelope: Envelope): boolean {
    if (envelope.fault !== undefined || component.address !== envelope.to) return false;
    this.#held.add(envelope);
    return true;
  }

  #effects(): RunEffects {
    return new RunEffects(this, {
      world: this.#world,
      network: this.#network,
      mail: this.#mail,
      record: (event, by) => {
        if (by.isBack && this.#isAskedAgain(event)) return;
        this.#observer.emitted?.(event, by, this.now);
        if (this.#recording) this.#notes.addEmitted(event);
      },
      spawn: (newcomer) => this.#spawn(newcomer),
    });
  }

  #isAskedAgain({ type, request }: Message): boolean {
    return type === 'offered' && this.#observer.isOpen?.(request as number) === true;
  }

  // Components come and go.

  #populate(): void {
    const specs = this.model.components(this.params);
    // All of them are there before the first one starts: it may send to any other, or bring more to life.
    const founders = specs.map(({ id, kind, input }) => this.#population.add(id, kind, input));
    for (const component of founders) this.#start(component);
  }

  #spawn({ id, kind, input }: SpawnParams): void {
    const component = this.#population.add(id, kind, input);
    component.isPassing = component.kind.dynamic ?? false;
    if (this.#recording) this.#notes.addSpawned(component);
    this.#start(component);
  }

  /** In the middle of another component's step, when that one has brought it to life. */
  #start(component: Component, kept?: object): void {
    const { self } = this.#ambient;
    const { current, draws, sent } = this.#world;
    this.#enter(component);
    try {
      component.state = component.chart.start(component.input, this.#ambient, kept);
    } catch (error) {
      throw this.#during(error as Error, `${component.id} starts`);
    }
    this.#retireIfDone(component);
    this.#world.resume(current, draws, sent);
    this.#ambient.self = self;
  }

  /** Whoever was brought to life during the run and has reached its final state is gone. */
  #retireIfDone(component: Component): void {
    if (!component.isPassing || !component.chart.isDone(component.state)) return;
    this.#stopTimers(component);
    this.#population.retire(component, !this.#recording);
  }

  #stopTimers(owner: Component): void {
    for (let timer = owner.timers; timer !== undefined; timer = timer.nextTimer) this.#mail.callOff(timer);
    owner.timers = undefined;
  }

  // One step of one component.

  #let(component: Component, event: Message): void {
    this.#enter(component);
    try {
      component.state = component.chart.step(component.state, event, this.#ambient);
    } catch (error) {
      throw this.#during(error as Error, `${component.id} takes ${event.type}`);
    }
    if (component.isPassing) this.#retireIfDone(component);
  }

  #enter(component: Component): void {
    this.#world.enter(component);
    component.steps++;
    this.#ambient.self = component.address;
  }

  /** An author's mistake shows in a step: which one it was, and who did what. */
  #during(error: Error, what: string): Error {
    const when = this.steps === 0 ? ', before the first step' : ` at ${formatTime(this.now)}, step ${this.steps - 1}`;
    return new Error(`${error.message}; when ${what}${when}`, { cause: error });
  }

  // Faults.

  #change(component: Component, envelope: Envelope, { fault, begins }: FaultEdge): void {
    if (fault.kind === 'knob') this.#turn(fault.knob, fault.value, component);
    else if (!('component' in fault)) this.#network.change(fault, begins);
    else if (this.#population.isInhabited(envelope.to)) {
      const { condition } = component;
      component.condition = begins ? withFault(condition, fault) : withoutFault(condition, fault);
      this.#apply(component);
    } else envelope.lost = 'retired';
  }

  /** Brings a component into line with its condition. */
  #apply(component: Component): void {
    const { crashed, paused } = component.condition;
    if (crashed && component.up) this.#crash(component);
    else if (!crashed && !component.up) this.#restart(component);
    if (!paused) this.#release(component);
  }

  #crash(component: Component): void {
    component.up = false;
    this.#stopTimers(component);
  }

  #restart(component: Component): void {
    component.up = true;
    component.isBack = true;
    this.#start(component, survivorsOf(component));
  }

  /** What was held back comes now, in the order in which it came. */
  #release(component: Component): void {
    for (const envelope of this.#held.release(component.address)) this.#agenda.add(envelope, this.now);
  }

  /** Everybody learns of it in one step, which is `stepping`'s. */
  #turn(knob: string, value: unknown, stepping: Component): void {
    for (const species of this.species.values()) species.generation++;
    this.params = { ...this.params, [knob]: readKnob(this.model.knobs, knob, value) };
    this.#network.setLinks(this.params);
    for (const component of this.components) {
      if (component.retired) continue;
      const before = component.state;
      giveParams(component, this.params);
      const after = component.state;
      if (this.#recording && after !== before && component !== stepping)
        this.#notes.addChanged({ component, before, after });
    }
  }
}
