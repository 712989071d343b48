/**
 * The books of a run: what became of every request, and what its components observed.
 *
 * Nothing is lost from the books: completed + failed + rejected + timed out + in flight = offered. Percentiles are exact
 * (nearest rank over all values, not an approximation).
 */
import type { Outcome } from './actions.ts';
import type { Message } from './component.ts';
import type { Observation } from './model.ts';
import type { Windowed, Windowing, Windows } from './windows.ts';

export interface Accounting {
  readonly offered: number;
  readonly completed: number;
  readonly failed: number;
  readonly rejected: number;
  readonly timedOut: number;
  readonly inFlight: number;
}

/** Single values. Keeps all of them, eight bytes each. */
export class Tally {
  count = 0;
  sum = 0;
  min = Infinity;
  max = -Infinity;
  #values = new Float64Array(64);
  #sorted: Float64Array | undefined;

  /** Forgets what was so far: the end of the warm-up. */
  restart(): void {
    this.count = 0;
    this.sum = 0;
    this.min = Infinity;
    this.max = -Infinity;
    this.#sorted = undefined;
  }

  add(value: number): void {
    if (this.count === this.#values.length) {
      const larger = new Float64Array(this.#values.length * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.count++] = value;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    this.#sorted = undefined;
  }

  /** NaN when there is none. */
  get mean(): number {
    return this.sum / this.count;
  }

  /** In the order of their observation. */
  get values(): Float64Array {
    return this.#values.subarray(0, this.count);
  }

  /** The nearest-rank percentile, p from 0 to 100; NaN when there is no value. */
  percentile(p: number): number {
    this.#sorted ??= this.values.slice().sort();
    return nearestRank(this.#sorted, p);
  }
}

/** The nearest-rank percentile of values in ascending order, p from 0 to 100: one of the values; NaN when there is none. */
export function nearestRank(sorted: ArrayLike<number>, p: number): number {
  // What is a whole number but for the rounding of p is taken for one.
  const rank = Math.ceil((p * sorted.length) / 100 - 1e-9);
  return sorted[Math.max(0, rank - 1)] ?? NaN;
}

/** Something that has a value at every moment: 0 until it is first set. */
export class Level {
  value = 0;
  max = 0;
  #since = 0;
  #area = 0;
  #from = 0;

  set(value: number, atUs: number): void {
    this.#area += this.value * (atUs - this.#since);
    this.#since = atUs;
    this.value = value;
    if (value > this.max) this.max = value;
  }

  /** Forgets what was so far: the end of the warm-up. */
  restart(atUs: number): void {
    this.#area = 0;
    this.#since = atUs;
    this.#from = atUs;
    this.max = this.value;
  }

  /** The average over time until `atUs`. */
  mean(atUs: number): number {
    const span = atUs - this.#from;
    return span > 0 ? (this.#area + this.value * (atUs - this.#since)) / span : this.value;
  }
}

/** How one request ended, and when it was offered and closed, in microseconds. */
export interface Ended {
  readonly request: number;
  readonly outcome: Outcome;
  readonly detail: string;
  readonly offeredAtUs: number;
  readonly endedAtUs: number;
}

export class Results {
  readonly tallies: Record<string, Tally> = {};
  readonly levels: Record<string, Level> = {};
  readonly counts: Record<string, number> = {};
  readonly ended: Ended[] = [];
  /** Entries that cannot be right: a request offered or ended twice, or ended but never offered. */
  readonly mistakes: string[] = [];
  /** Where the run stands, in microseconds. */
  nowUs = 0;
  readonly #open = new Map<number, number>();
  #offered = 0;
  readonly #outcomes = { completed: 0, failed: 0, rejected: 0, timedOut: 0 };
  readonly #windows: Windows | undefined;

  constructor(observations: Readonly<Record<string, Observation>>, windows?: Windowing) {
    this.#windows = windows?.begin(windows);
    for (const [name, observation] of Object.entries(observations)) {
      if (observation.kind === 'tally') this.tallies[name] = new Tally();
      else if (observation.kind === 'level') this.levels[name] = new Level();
      else this.counts[name] = 0;
    }
  }

  /** Takes what a component emitted. Throws for a name that the model does not declare. */
  take(emitted: Message, atUs: number): void {
    this.nowUs = atUs;
    this.#windows?.take(emitted, atUs);
    const name = emitted.name as string;
    switch (emitted.type) {
      case 'observe':
        (this.tallies[name] ?? unknown('tally', name, this.tallies)).add(emitted.value as number);
        break;
      case 'level':
        (this.levels[name] ?? unknown('level', name, this.levels)).set(emitted.value as number, atUs);
        break;
      case 'count':
        if (this.counts[name] === undefined) unknown('count', name, this.counts);
        this.counts[name] = (this.counts[name] as number) + (emitted.value as number);
        break;
      case 'offered':
        this.#offer(emitted.request as number, atUs);
        break;
      case 'ended':
        this.#end(emitted.request as number, emitted.outcome as Outcome, emitted.detail as string, atUs);
        break;
      case 'start-measuring':
        this.#restart(atUs);
        break;
    }
  }

  #restart(atUs: number): void {
    for (const tally of Object.values(this.tallies)) tally.restart();
    for (const level of Object.values(this.levels)) level.restart(atUs);
    for (const name of Object.keys(this.counts)) this.counts[name] = 0;
  }

  /** The model's measures over time, in the windows that are over now. */
  get windows(): Windowed {
    return this.#windows?.wholeUntil(this.nowUs) ?? {};
  }

  /** Offered, and not ended. */
  readonly isOpen = (request: number): boolean => this.#open.has(request);

  get accounting(): Accounting {
    return { offered: this.#offered, ...this.#outcomes, inFlight: this.#open.size };
  }

  #offer(request: number, atUs: number): void {
    if (this.#open.has(request)) this.mistakes.push(`request ${request} was offered twice`);
    this.#open.set(request, atUs);
    this.#offered++;
  }

  #end(request: number, outcome: Outcome, detail: string, atUs: number): void {
    const offeredAtUs = this.#open.get(request);
    if (offeredAtUs === undefined) {
      this.mistakes.push(`request ${request} ended (${outcome}) but is not open`);
      return;
    }
    this.#open.delete(request);
    this.#outcomes[outcome]++;
    this.ended.push({ request, outcome, detail, offeredAtUs, endedAtUs: atUs });
  }
}

function unknown(what: string, name: string, known: object): never {
  throw new Error(
    `undeclared ${what} "${name}"; declared in the model's observations: ${Object.keys(known).join(', ') || 'none'}`,
  );
}
