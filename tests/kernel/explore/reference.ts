/**
 * Exploration once more, as plainly as it can be written: states are texts, everything is followed, nothing is remembered. It
 * is slow, and shares with the real one only the charts.
 */
import { canonical, deliveryKey } from '../../../src/kernel/canonical.ts';
import { chart as chartOf, type InspectableChart } from '../../../src/kernel/chart/index.ts';
import type { Address, Ambient, Chart, Effects, Message, State } from '../../../src/kernel/component.ts';
import type { ComponentSpec, ExplorationBudget, Kind, Model, Params } from '../../../src/kernel/index.ts';
import { still } from '../../../src/kernel/still.ts';

interface Pending {
  readonly key: string;
  readonly to: number;
  readonly event: Message;
  /** Of a timer. */
  readonly owner?: number;
  readonly id?: string | undefined;
}
interface Whole {
  readonly states: readonly State[];
  readonly pending: readonly Pending[];
  readonly drop: number;
  readonly duplicate: number;
  readonly crash: number;
  readonly timers: number;
}
export interface Counted {
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  readonly atRest: number;
}
export interface Searched extends Counted {
  /** By invariant that breaks: after how few choices. */
  readonly broken: Readonly<Record<string, number>>;
  readonly neverSeen: readonly string[];
  /** States that are not each other with symmetric components renamed. */
  readonly orbits: () => number;
}

/** Only what can be counted. */
export const countsOf = ({ states, transitions, depth, atRest }: Counted): Counted => ({
  states,
  transitions,
  depth,
  atRest,
});

export function exploreSlowly(model: Model, params: Params, budget: ExplorationBudget = {}): Searched {
  const specs = model.components(params);
  const addresses = specs.map(({ id }, index): Address => ({ id, index }));
  const addressOf = (id: string) => addresses.find((address) => address.id === id) as Address;
  const charts = specs.map(({ kind }): InspectableChart => chartOf((model.kinds[kind] as Kind).machine));
  const ambient = (index: number, effects: Effects): Ambient => ({
    self: addresses[index] as Address,
    system: still(addressOf),
    effects,
  });

  /** What is pending after a step of a component. */
  class Carried implements Effects {
    readonly #index: number;
    now: Pending[];

    constructor(index: number, pending: readonly Pending[]) {
      this.#index = index;
      this.now = [...pending];
    }

    raise(event: Message, id: string | undefined, delay: number | undefined): void {
      if (delay === undefined) return;
      if (id !== undefined) this.cancel(id);
      if (delay === Number.POSITIVE_INFINITY) return;
      this.#add(addresses[this.#index] as Address, event, { owner: this.#index, id });
    }

    sendTo(to: Address, event: Message): void {
      this.#add(to, event);
    }

    cancel(id: string): void {
      this.now = this.now.filter((item) => item.owner !== this.#index || item.id !== id);
    }

    emit(): void {}
    log(): void {}
    other(): void {}

    #add(to: Address, event: Message, timer?: { owner: number; id: string | undefined }): void {
      const key = deliveryKey(to, timer && (timer.id ?? ''), event);
      this.now.push({ key, to: addressOf(to.id).index, event, ...timer });
    }
  }

  function start(index: number, pending: readonly Pending[]): readonly [State, Pending[]] {
    const carried = new Carried(index, pending);
    const state = (charts[index] as Chart).start(specs[index]?.input, ambient(index, carried));
    return [state, carried.now];
  }

  function deliver(whole: Whole, item: Pending, pending: readonly Pending[]): Whole {
    const chart = charts[item.to] as Chart;
    const carried = new Carried(item.to, pending);
    const state = chart.step(whole.states[item.to] as State, item.event, ambient(item.to, carried));
    return { ...whole, states: whole.states.with(item.to, state), pending: carried.now };
  }

  function crash(whole: Whole, index: number): Whole {
    const chart = charts[index] as Chart;
    const survivors = whole.pending.filter(({ owner }) => owner !== index);
    const [fresh, pending] = start(index, survivors);
    const old = chart.view(whole.states[index] as State).context;
    const { survives = [] } = model.kinds[(specs[index] as ComponentSpec).kind] as Kind;
    const kept = Object.fromEntries(survives.map((field) => [field, old[field]]));
    const state = chart.withContext(fresh, { ...chart.view(fresh).context, ...kept });
    return { ...whole, states: whole.states.with(index, state), pending, crash: whole.crash - 1 };
  }

  const isForObserver = ({ owner, to }: Pending): boolean =>
    owner === undefined && model.kinds[(specs[to] as ComponentSpec).kind]?.observer === true;

  function successors(whole: Whole): Whole[] {
    const found: Whole[] = [];
    const distinct = new Map(whole.pending.map((item, i) => [`${item.owner} ${item.key}`, [item, i] as const]));
    const told = [...distinct.values()].filter(([item]) => isForObserver(item));
    if (told.length > 0) return told.map(([item, i]) => deliver(whole, item, whole.pending.toSpliced(i, 1)));
    for (const [item, i] of distinct.values()) {
      const rest = whole.pending.toSpliced(i, 1);
      if (item.owner !== undefined && budget.timers?.types.includes(item.event.type)) {
        if (whole.timers > 0) found.push({ ...deliver(whole, item, rest), timers: whole.timers - 1 });
        continue;
      }
      found.push(deliver(whole, item, rest));
      if (item.owner !== undefined) continue;
      if (whole.drop > 0) found.push({ ...whole, pending: rest, drop: whole.drop - 1 });
      if (whole.duplicate > 0) found.push({ ...deliver(whole, item, whole.pending), duplicate: whole.duplicate - 1 });
    }
    const victims =
      whole.crash > 0 ? specs.flatMap(({ kind }, i) => (budget.crash?.kinds.includes(kind) ? [i] : [])) : [];
    return [...found, ...victims.map((index) => crash(whole, index))];
  }

  const textOfWhole = ({ states, pending, ...left }: Whole, naming: Naming = AS_IT_IS): string => {
    const locals: string[] = [];
    for (const [i, state] of states.entries())
      locals[naming.placeOf(i)] = textOf(charts[i] as InspectableChart, state, naming);
    const keys = pending.map(({ owner, to, id, event }) => {
      const address = addresses[naming.placeOf(to)] as Address;
      const key = deliveryKey(address, owner === undefined ? undefined : (id ?? ''), naming.renamed(event) as Message);
      return `${owner === undefined ? '' : naming.placeOf(owner)} ${key}`;
    });
    return JSON.stringify([locals, keys.sort(), left]);
  };
  const namings = namingsOf(model, specs);
  const orbitOf = (whole: Whole): string => namings.map((naming) => textOfWhole(whole, naming)).sort()[0] as string;

  const broken: Record<string, number> = {};
  const neverSeen = new Set(model.invariants.filter(({ kind }) => kind === 'sometimes').map(({ name }) => name));
  function judge({ states, pending }: Whole, choices: number): void {
    const of = (kind: string) =>
      states.flatMap((state, i) => (specs[i]?.kind === kind ? [(charts[i] as Chart).view(state)] : []));
    for (const { kind, name, holds } of model.invariants) {
      if (kind === 'eventually' && pending.length > 0) continue;
      if (kind !== 'sometimes' && !holds(of, params)) broken[name] ??= choices;
      if (kind === 'sometimes' && holds(of, params)) neverSeen.delete(name);
    }
  }

  let initial: Whole = {
    states: [],
    pending: [],
    drop: budget.drop ?? 0,
    duplicate: budget.duplicate ?? 0,
    crash: budget.crash?.times ?? 0,
    timers: budget.timers?.times ?? 0,
  };
  for (const index of specs.keys()) {
    const [state, pending] = start(index, initial.pending);
    initial = { ...initial, states: [...initial.states, state], pending };
  }
  const visited = new Set([textOfWhole(initial)]);
  const all: Whole[] = [];
  let transitions = 0;
  let atRest = 0;
  let depth = -1;
  for (let level = [initial]; level.length > 0; depth++) {
    const next: Whole[] = [];
    for (const whole of level) {
      judge(whole, depth + 1);
      all.push(whole);
      if (whole.pending.length === 0) atRest++;
      for (const successor of successors(whole)) {
        transitions++;
        const text = textOfWhole(successor);
        if (!visited.has(text)) next.push(successor);
        visited.add(text);
      }
    }
    level = next;
  }
  const orbits = (): number => new Set(all.map(orbitOf)).size;
  return { states: visited.size, transitions, depth, atRest, broken, neverSeen: [...neverSeen], orbits };
}

/** One way to rename symmetric components: where each goes, and what a value that names them becomes. */
interface Naming {
  readonly placeOf: (component: number) => number;
  readonly renamed: (value: unknown) => unknown;
}
const AS_IT_IS: Naming = { placeOf: (component) => component, renamed: (value) => value };

/** Every way. Ids, and the texts by which inputs name them, must not stand for anything else. */
function namingsOf(model: Model, specs: readonly ComponentSpec[]): readonly Naming[] {
  const members = [...specs.keys()].filter((i) => model.kinds[(specs[i] as ComponentSpec).kind]?.symmetric);
  const namesOf = (i: number) => [(specs[i] as ComponentSpec).id, ...inputNames((specs[i] as ComponentSpec).input)];
  return permutations(members)
    .filter((order) => order.every((to, nth) => specs[to]?.kind === specs[members[nth] as number]?.kind))
    .map((order) => {
      const places = new Map(members.map((member, nth) => [member, order[nth] as number]));
      const names = new Map(
        members.flatMap((member) => {
          const others = namesOf(places.get(member) as number);
          return namesOf(member).map((name, i) => [name, others[i]] as const);
        }),
      );
      return {
        placeOf: (component) => places.get(component) ?? component,
        renamed: (value) => renamedBy(names, value),
      };
    });
}

function renamedBy(names: ReadonlyMap<unknown, unknown>, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => renamedBy(names, item));
  const entries = Object.entries(value).map(([key, inner]) => [names.get(key) ?? key, renamedBy(names, inner)]);
  return Object.fromEntries(entries);
}

/** Numbers from a hundred on are names. */
const inputNames = (input: unknown): unknown[] =>
  Object.values(input ?? {}).filter((value) => typeof value === 'number' && value >= 100);

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, i) => permutations(items.toSpliced(i, 1)).map((others) => [item, ...others]));

/** Where it is, in the order in which it came there, and its context. */
const textOf = (chart: InspectableChart, state: State, { renamed }: Naming): string =>
  canonical([chart.nodes(state).map(({ id }) => id), renamed(chart.view(state).context)]);
