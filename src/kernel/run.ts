/**
 * A run: the components of a model, what is due, and one verb. `step()` takes what is due next, lets its component step,
 * and carries out what the component returned. Nothing here waits for an animation, and nothing but the seed is random.
 */
import type { SpawnParams } from './actions.ts';
import { Agenda, type Due, type Queue } from './agenda.ts';
import { hashName } from './chance.ts';
import { chart as compiled } from './chart/index.ts';
import type { Address, Ambient, Chart, Effect, Message, State, View } from './component.ts';
import type { Fault } from './faults.ts';
import type { Params } from './knobs.ts';
import type { Kind, Model } from './model.ts';
import { type LossReason, Network } from './network.ts';
import { still } from './still.ts';
import { World } from './world.ts';

/** A message on its way, a timer that runs, or a fault that begins or ends. */
export class Envelope implements Due {
  cancelled = false;
  /** The step in which it was taken or called off; −1 while it waits. */
  doneStep = -1;
  /** Set when a message does not arrive. */
  lost: LossReason | undefined = undefined;
  fault: FaultEdge | undefined = undefined;
  at: number;
  readonly sequence: number;
  readonly to: Address;
  readonly from: Address | undefined;
  readonly event: Message;
  /** undefined: a message. Otherwise the timer's id, '' for one that cannot be called off by name. */
  readonly timer: string | undefined;
  /** The life of its owner in which a timer was set: it dies with it. */
  readonly life: number;
  readonly sentAt: number;
  readonly sentStep: number;

  constructor(at: number, sequence: number, to: Address, from: Address | undefined, event: Message, timer: string | undefined, life: number, sentAt: number, sentStep: number) {
    this.at = at;
    this.sequence = sequence;
    this.to = to;
    this.from = from;
    this.event = event;
    this.timer = timer;
    this.life = life;
    this.sentAt = sentAt;
    this.sentStep = sentStep;
  }
}
export interface FaultEdge {
  readonly fault: Fault;
  readonly begins: boolean;
}

/** One component as the run keeps it. */
export interface Component {
  address: Address;
  readonly id: string;
  readonly kindName: string;
  readonly kind: Kind;
  readonly chart: Chart;
  input: unknown;
  state: State;
  /** False between a crash and the restart, and after retirement. */
  up: boolean;
  /** Raised at each crash, restart and retirement. */
  life: number;
  /** Its own steps so far: a key of its draws. */
  steps: number;
  readonly seed: number;
  timers: Envelope[] | undefined;
  pausedUntil: number;
  slowness: number;
  skewUs: number;
}

/** What one step did. */
export interface Step {
  /** From 0. */
  readonly index: number;
  readonly atUs: number;
  readonly kind: 'message' | 'timer' | 'fault';
  /** Who stepped. */
  readonly component: Component;
  readonly from: Address | undefined;
  readonly event: Message;
  readonly envelope: Envelope;
  readonly before: State;
  readonly after: State;
  /** Messages sent and timers set, in order; with those that the network lost. */
  readonly sent: readonly Envelope[];
  /** What was recorded, in order. */
  readonly emitted: readonly Message[];
  /** Components that came to life in this step. */
  readonly spawned: readonly Component[];
  /** Nobody was there to take it: the component had crashed, or was retired. */
  readonly missed: LossReason | undefined;
}

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
  /** Called after each step with its record. Recording has its price: leave it out in bulk runs. */
  stepped?(step: Step): void;
}

const NOBODY: Component = undefined as unknown as Component;

export class Run {
  readonly model: Model;
  readonly seed: number;
  readonly untilUs: number;
  readonly components: Component[] = [];
  params: Params;
  /** Simulated time in microseconds. */
  now = 0;
  /** Steps taken. */
  steps = 0;
  /** Who took the last step. */
  last: Component = NOBODY;
  /** Raised when a component comes, goes, dies or restarts and when a knob turns: then more than one may have changed. */
  generation = 0;

  readonly #agenda: Queue<Envelope>;
  readonly #addresses = new Map<string, Address>();
  readonly #network: Network;
  readonly #observer: RunObserver;
  readonly #recording: boolean;
  readonly #chartOf: (machine: Kind['machine']) => Chart;
  readonly #ambient: Ambient;
  readonly #world: World;
  readonly #freeSlots: number[] = [];
  #sequence = 0;
  #lives = 0;
  #sentNow = 0;
  #sent: Envelope[] = [];
  #emitted: Message[] = [];
  #spawned: Component[] = [];

  constructor(model: Model, setup: RunSetup, observer: RunObserver = {}) {
    this.model = model;
    this.seed = setup.seed;
    this.params = setup.params;
    this.untilUs = setup.untilUs ?? Infinity;
    this.#observer = observer;
    this.#agenda = setup.agenda ?? new Agenda();
    this.#recording = observer.stepped !== undefined;
    this.#chartOf = setup.chart ?? compiled;
    this.#network = new Network(model.links(setup.params), setup.seed, setup.ideal);
    this.#world = new World(this, NOBODY);
    this.#ambient = { self: undefined as unknown as Address, system: setup.ideal ? still((id) => this.address(id)) : this.#world };
    this.#populate();
    for (const fault of setup.faults ?? []) this.inject(fault);
    // What happened before the first step is the initial state, not part of it.
    this.#sent = [];
    this.#emitted = [];
    this.#spawned = [];
  }

  /** Where the component of an id lives; throws when there is none. */
  address(id: string): Address {
    const address = this.#addresses.get(id);
    if (address === undefined) throw new Error(`no component "${id}" in ${this.model.id}; there are: ${[...this.#addresses.keys()].slice(0, 20).join(', ')}`);
    return address;
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

  /** Messages in flight and timers that run, in the order of their time. */
  pending(): Envelope[] {
    return this.#agenda.entries();
  }

  /** Adds a fault; its beginning and its end become steps of the run. Throws for a component that does not exist. */
  inject(fault: Fault): void {
    const target = 'component' in fault ? this.address(fault.component) : (this.components[0] as Component).address;
    this.#scheduleFault(fault, true, fault.atUs, target);
    if ('untilUs' in fault && fault.untilUs !== undefined) this.#scheduleFault(fault, false, fault.untilUs, target);
  }

  /** Takes what is due next. False when nothing is, or when it is due after the end. */
  step(): boolean {
    const next = this.#agenda.take(this.untilUs);
    return next !== undefined && this.#take(next);
  }

  /** Steps until nothing is left, `untilUs` is reached, or `maxSteps` were taken. */
  runToEnd(maxSteps = Infinity): this {
    while (this.steps < maxSteps && this.step());
    return this;
  }

  /** Lets the addressee of `envelope` take it. */
  #take(envelope: Envelope): true {
    const component = this.components[envelope.to.index] as Component;
    if (component.pausedUntil > envelope.at && envelope.fault === undefined) {
      // A paused process notices nothing: what comes meanwhile waits until it goes on.
      envelope.at = component.pausedUntil;
      this.#agenda.add(envelope, this.now);
      return true;
    }
    this.now = envelope.at;
    const index = this.steps++;
    this.last = component;
    envelope.doneStep = index;
    const before = component.state;
    let missed: LossReason | undefined = envelope.lost; // an adversary's schedule may have lost it already
    if (missed !== undefined) {
      // It is taken, and nobody gets it.
    } else if (envelope.fault !== undefined) this.#changeFault(component, envelope.fault);
    else if (this.#isFor(component, envelope)) this.#let(component, envelope.event);
    else missed = this.#addresses.get(envelope.to.id) === envelope.to ? 'down' : 'retired';
    envelope.lost = missed;
    if (component.kind.dynamic && component.up && component.chart.isDone(component.state)) this.#retire(component);
    if (this.#recording) this.#record(index, envelope, component, before, missed);
    return true;
  }

  #record(index: number, envelope: Envelope, component: Component, before: State, missed: LossReason | undefined): void {
    const kind = envelope.fault !== undefined ? 'fault' : envelope.timer !== undefined ? 'timer' : 'message';
    const step: Step = {
      index, atUs: this.now, kind, component, from: envelope.from, event: envelope.event, envelope,
      before, after: component.state, sent: this.#sent, emitted: this.#emitted, spawned: this.#spawned, missed,
    };
    this.#sent = [];
    this.#emitted = [];
    this.#spawned = [];
    this.#observer.stepped?.(step);
  }

  // Components come and go.

  #populate(): void {
    const specs = this.model.components(this.params);
    // Addresses first: a component may send to any other as it starts.
    for (const spec of specs) {
      if (this.#addresses.has(spec.id)) throw new Error(`two components are called "${spec.id}" in ${this.model.id}`);
      this.#addresses.set(spec.id, { id: spec.id, index: this.#addresses.size });
    }
    for (const spec of specs) this.#create(this.#addresses.get(spec.id) as Address, spec.kind, spec.input);
  }

  #create(address: Address, kindName: string, input: unknown): Component {
    this.generation++;
    const kind = this.model.kinds[kindName];
    if (kind === undefined) throw new Error(`unknown kind "${kindName}" of component "${address.id}" in ${this.model.id}; known: ${Object.keys(this.model.kinds).join(', ')}`);
    const component: Component = {
      address, id: address.id, kindName, kind, chart: this.#chartOf(kind.machine), input, state: undefined as unknown as State,
      up: true, life: ++this.#lives, steps: 0, seed: hashName(address.id, this.seed), timers: undefined, pausedUntil: 0, slowness: 1, skewUs: 0,
    };
    this.components[address.index] = component;
    this.#start(component);
    return component;
  }

  #start(component: Component): void {
    const { self } = this.#ambient;
    const { current, draws } = this.#world;
    this.#enter(component);
    const [state, effects] = component.chart.start(component.input, this.#ambient);
    component.state = state;
    this.#carryOut(component, effects);
    this.#world.current = current;
    this.#world.draws = draws;
    this.#ambient.self = self;
  }

  #spawn({ id, kind, input }: SpawnParams): void {
    if (this.#addresses.has(id)) throw new Error(`a component called "${id}" lives already in ${this.model.id}`);
    const address: Address = { id, index: this.#freeSlots.pop() ?? this.components.length };
    this.#addresses.set(id, address);
    const component = this.#create(address, kind, input);
    if (this.#recording) this.#spawned.push(component);
    if (component.chart.isDone(component.state)) this.#retire(component);
  }

  /** A dynamic component has reached its final state. Its slot is used again, unless a trace is to show it later. */
  #retire(component: Component): void {
    this.generation++;
    component.up = false;
    this.#endLife(component);
    this.#addresses.delete(component.id);
    if (this.#recording) return;
    this.#freeSlots.push(component.address.index);
    component.address = { id: component.id, index: -1 };
  }

  #endLife(component: Component): void {
    component.life = ++this.#lives;
    for (const timer of component.timers ?? []) this.#callOff(timer);
    component.timers = undefined;
  }

  // One step of one component.

  #isFor(component: Component, envelope: Envelope): boolean {
    if (envelope.timer !== undefined) {
      const owner = this.components[(envelope.from as Address).index] as Component;
      if (owner.life !== envelope.life) return false;
      if (envelope.timer !== '') this.#forgetTimer(owner, envelope);
    }
    return component.up && component.address === envelope.to;
  }

  #let(component: Component, event: Message): void {
    this.#enter(component);
    const stepped = component.chart.step(component.state, event, this.#ambient);
    const effects = stepped[1];
    component.state = stepped[0];
    if (effects.length > 0) this.#carryOut(component, effects);
  }

  #enter(component: Component): void {
    this.#world.current = component;
    this.#world.draws = 0;
    this.#sentNow = 0;
    component.steps++;
    this.#ambient.self = component.address;
  }

  /** The only place where anything happens because a chart said so. */
  #carryOut(component: Component, effects: readonly Effect[]): void {
    for (let i = 0; i < effects.length; i++) {
      const { type, params } = effects[i] as Effect;
      switch (type) {
        case 'xstate.raise':
          // Without a delay it has been consumed within the step.
          if (params.delay !== undefined) this.#setTimer(component, component.address, params.id, params.event, params.delay);
          break;
        case 'xstate.sendTo':
          if (params.delay !== undefined) this.#setTimer(component, params.to, params.id, params.event, params.delay);
          else this.#send(component, params.to, params.event);
          break;
        case 'xstate.cancel':
          this.#cancelTimer(component, params.sendId);
          break;
        case 'xstate.emit':
          this.#observer.emitted?.(params.event, component, this.now);
          if (this.#recording) this.#emitted.push(params.event);
          break;
        case 'spawn':
          this.#spawn(params);
          break;
        case 'xstate.log':
          break;
        default:
          throw new Error(`unknown action "${type}" of "${component.id}" in ${this.model.id}; the kernel carries out raise, sendTo, cancel, emit and spawn`);
      }
    }
  }

  // Messages and timers.

  #send(sender: Component, to: Address, event: Message): void {
    if (to?.index === undefined) throw new Error(`"${sender.id}" in ${this.model.id} sends ${event.type} to an unknown address`);
    const receiver = this.components[to.index] ?? { id: to.id, kindName: this.#kindOf(to.id) };
    const nth = this.#sentNow++;
    if (this.#network.isAtOnce(sender, receiver)) {
      this.#schedule(this.now, to, sender.address, event, undefined, 0);
      return;
    }
    const passage = this.#network.pass(sender, receiver, event, sender.steps, nth);
    for (const delay of passage.delays) this.#schedule(this.now + delay, to, sender.address, event, undefined, 0);
    if (passage.lost !== undefined && this.#recording) {
      const envelope = new Envelope(this.now, this.#sequence++, to, sender.address, event, undefined, 0, this.now, this.steps - 1);
      envelope.lost = passage.lost;
      envelope.doneStep = this.steps - 1;
      this.#sent.push(envelope);
    }
  }

  /** While the population is being made, a receiver may not have been started yet: its kind is in the model. */
  #kindOf(id: string): string {
    return this.model.components(this.params).find((spec) => spec.id === id)?.kind ?? '';
  }

  #schedule(at: number, to: Address, from: Address | undefined, event: Message, timer: string | undefined, life: number): Envelope {
    const envelope = new Envelope(at, this.#sequence++, to, from, event, timer, life, this.now, this.steps - 1);
    this.#agenda.add(envelope, this.now);
    if (this.#recording) this.#sent.push(envelope);
    return envelope;
  }

  /** `delay` is in milliseconds, as XState writes it. A timer of the same id replaces the one that runs. */
  #setTimer(owner: Component, to: Address, id: string | undefined, event: Message, delay: number): void {
    if (!(delay >= 0)) throw new Error(`invalid delay: ${delay} ms for ${event.type} of "${owner.id}" in ${this.model.id}; expected a number ≥ 0`);
    if (delay === Infinity) return; // never
    if (id !== undefined) this.#cancelTimer(owner, id);
    const at = this.now + Math.round(delay * 1000 * owner.slowness);
    const timer = this.#schedule(at, to, owner.address, event, id ?? '', owner.life);
    if (id !== undefined) (owner.timers ??= []).push(timer);
  }

  #cancelTimer(owner: Component, id: string): void {
    const { timers } = owner;
    if (timers === undefined) return;
    for (let i = 0; i < timers.length; i++) {
      const timer = timers[i] as Envelope;
      if (timer.timer !== id) continue;
      this.#callOff(timer);
      forget(timers, i);
      return;
    }
    // It has fired already.
  }

  #callOff(timer: Envelope): void {
    timer.cancelled = true;
    timer.doneStep = this.steps - 1;
  }

  /** A copy of a timer, made by an adversary, has its number. */
  #forgetTimer({ timers }: Component, timer: Envelope): void {
    if (timers === undefined) return;
    for (let i = 0; i < timers.length; i++) if ((timers[i] as Envelope).sequence === timer.sequence) return forget(timers, i);
  }

  // Faults.

  #scheduleFault(fault: Fault, begins: boolean, atUs: number, target: Address): void {
    const event: Message = { type: begins ? `fault.${fault.kind}` : `fault.${fault.kind}.over` };
    const envelope = new Envelope(atUs, this.#sequence++, target, undefined, event, undefined, 0, this.now, -1);
    envelope.fault = { fault, begins };
    this.#agenda.add(envelope, this.now);
  }

  #changeFault(component: Component, { fault, begins }: FaultEdge): void {
    switch (fault.kind) {
      case 'crash':
        this.generation++;
        if (begins) this.#crash(component);
        else this.#restart(component);
        break;
      case 'pause':
        component.pausedUntil = begins ? (fault.untilUs ?? Infinity) : 0;
        break;
      case 'slow':
        component.slowness = begins ? fault.factor : 1;
        break;
      case 'skew':
        component.skewUs = begins ? Math.round(fault.byMs * 1000) : 0;
        break;
      case 'knob':
        this.#turn(fault.knob, fault.value);
        break;
      default:
        if (begins) this.#network.begin(fault);
        else this.#network.end(fault);
    }
  }

  #crash(component: Component): void {
    component.up = false;
    this.#endLife(component);
  }

  #restart(component: Component): void {
    const { survives } = component.kind;
    const before = component.chart.view(component.state).context as Record<string, unknown>;
    component.up = true;
    this.#start(component);
    if (survives === undefined) return;
    const kept = Object.fromEntries(survives.map((field) => [field, before[field]]));
    const fresh = component.chart.view(component.state).context as object;
    component.state = component.chart.withContext(component.state, { ...fresh, ...kept });
  }

  #turn(knob: string, value: unknown): void {
    this.generation++;
    this.params = { ...this.params, [knob]: value } as Params;
    this.#network.setLinks(this.model.links(this.params));
    for (const component of this.components) {
      if (!component.up) continue;
      const context = component.chart.view(component.state).context as Record<string, unknown>;
      if (!('params' in context)) continue;
      component.state = component.chart.withContext(component.state, { ...context, params: this.params });
    }
  }
}

/** Takes out place `i` of a list whose order does not matter. */
function forget<T>(list: T[], i: number): void {
  const last = list.pop() as T;
  if (i < list.length) list[i] = last;
}
