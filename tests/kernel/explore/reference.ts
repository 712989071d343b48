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

export function exploreSlowly(model: Model, params: Params, budget: ExplorationBudget = {}): Counted {
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

  function successors(whole: Whole): Whole[] {
    const found: Whole[] = [];
    const distinct = new Map(whole.pending.map((item, i) => [`${item.owner} ${item.key}`, [item, i] as const]));
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

  const textOfWhole = ({ states, pending, ...left }: Whole): string => {
    const locals = states.map((state, i) => textOf(charts[i] as InspectableChart, state));
    const keys = pending.map(({ owner, key }) => `${owner} ${key}`).sort();
    return JSON.stringify([locals, keys, left]);
  };

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
  let transitions = 0;
  let atRest = 0;
  let depth = -1;
  for (let level = [initial]; level.length > 0; depth++) {
    const next: Whole[] = [];
    for (const whole of level) {
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
  return { states: visited.size, transitions, depth, atRest };
}

/** Where it is, in the order in which it came there, and its context. */
const textOf = (chart: InspectableChart, state: State): string =>
  canonical([chart.nodes(state).map(({ id }) => id), chart.view(state).context]);
