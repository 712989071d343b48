/**
 * Measures over the time of a run: one number for each window of it. All windows are equally long, and the first begins with
 * the run, whatever the warm-up is: how a run warms up is one of the things that they show. What happens at the moment between
 * two belongs to the one that begins.
 *
 * They are made of what components record, as the books are, so a sweep has them without a history.
 */
import type { Outcome } from './actions.ts';
import type { Message } from './component.ts';

/** What one window says. A mean weighs each value of the level by how long it lasted; a level is 0 until it is first set. */
export type WindowedMeasure = {
  /** The unit of the level; of a rate, what comes a second: "customers/s". */
  readonly unit: string;
  readonly says: string;
} & (
  | { readonly kind: 'rate'; readonly count: string }
  | { readonly kind: 'rate'; readonly requests: 'offered' | Outcome }
  | { readonly kind: 'mean' | 'max'; readonly level: string }
);

export interface WindowPlan {
  /** How long a window is: whole microseconds, above 0. */
  readonly everyUs: number;
  /** How many windows there are at most; what comes after them is in none. */
  readonly most: number;
  readonly measures: Readonly<Record<string, WindowedMeasure>>;
}

/** A plan, and who carries it out: a model that declares windows brings them, and pages of other models load nothing of them. */
export interface Windowing extends WindowPlan {
  readonly begin: (plan: WindowPlan) => Windows;
}

export const windowed = (plan: WindowPlan): Windowing => ({ ...plan, begin: (begun) => new Windows(begun) });

/** By name of the measure, a number for each window from the first one on. */
export type Windowed = Readonly<Record<string, readonly number[]>>;

/** Takes what is recorded, in the order of time, and keeps of it what the windows of a plan need. */
export class Windows {
  readonly #plan: WindowPlan;
  readonly #counts = new Map<string, number[]>();
  readonly #levels = new Map<string, Course>();

  constructor(plan: WindowPlan) {
    this.#plan = plan;
    for (const measure of Object.values(plan.measures))
      if ('level' in measure) this.#levels.set(measure.level, new Course(plan));
      else this.#counts.set(countOf(measure), []);
  }

  take(recorded: Message, atUs: number): void {
    if (recorded.type === 'level') this.#levels.get(recorded.name as string)?.set(recorded.value as number, atUs);
    else if (recorded.type === 'count') this.#add(`count ${recorded.name}`, recorded.value as number, atUs);
    else if (recorded.type === 'offered') this.#add('requests offered', 1, atUs);
    else if (recorded.type === 'ended') this.#add(`requests ${recorded.outcome}`, 1, atUs);
  }

  /** The windows that have begun before `untilUs`; the last one is of as much of it as has passed. */
  until(untilUs: number): Windowed {
    const { everyUs, most, measures } = this.#plan;
    const begun = Math.min(most, Math.ceil(untilUs / everyUs));
    const lengths = Array.from({ length: begun }, (_, nth) => Math.min(everyUs, untilUs - nth * everyUs));
    for (const course of this.#levels.values()) course.goOn(untilUs);
    return mapped(measures, (measure) => lengths.map((lengthUs, nth) => this.#measured(measure, nth, lengthUs)));
  }

  /** The windows that are over at `untilUs`: what is compared and summed up is as long in every run. */
  wholeUntil(untilUs: number): Windowed {
    const whole = Math.floor(untilUs / this.#plan.everyUs);
    return mapped(this.until(untilUs), (values) => values.slice(0, whole));
  }

  #measured(measure: WindowedMeasure, nth: number, lengthUs: number): number {
    if (measure.kind === 'rate') return ((this.#counts.get(countOf(measure))?.[nth] ?? 0) * 1e6) / lengthUs;
    const course = this.#levels.get(measure.level) as Course; // the constructor has made one for each
    return measure.kind === 'max' ? (course.highest[nth] ?? 0) : (course.areas[nth] ?? 0) / lengthUs;
  }

  #add(what: string, by: number, atUs: number): void {
    const counts = this.#counts.get(what);
    if (counts === undefined) return;
    const nth = Math.floor(atUs / this.#plan.everyUs);
    if (nth < this.#plan.most) counts[nth] = (counts[nth] ?? 0) + by;
  }
}

/** A level's way through the windows. */
class Course {
  /** By window: its value times the microseconds that it lasted; and the highest value. */
  readonly areas: number[] = [];
  readonly highest: number[] = [];
  readonly #plan: WindowPlan;
  #value = 0;
  #sinceUs = 0;

  constructor(plan: WindowPlan) {
    this.#plan = plan;
  }

  set(value: number, atUs: number): void {
    this.goOn(atUs);
    this.#value = value;
    const nth = Math.floor(atUs / this.#plan.everyUs);
    if (nth < this.#plan.most) this.#note(nth, 0);
  }

  /** Its value stays as it is until `untilUs`. */
  goOn(untilUs: number): void {
    const { everyUs, most } = this.#plan;
    for (let nth = Math.floor(this.#sinceUs / everyUs); nth < most && this.#sinceUs < untilUs; nth++) {
      const endUs = Math.min(untilUs, (nth + 1) * everyUs);
      this.#note(nth, endUs - this.#sinceUs);
      this.#sinceUs = endUs;
    }
  }

  #note(nth: number, lastedUs: number): void {
    this.areas[nth] = (this.areas[nth] ?? 0) + this.#value * lastedUs;
    this.highest[nth] = Math.max(this.highest[nth] ?? this.#value, this.#value);
  }
}

const countOf = (measure: Exclude<WindowedMeasure, { level: string }>): string =>
  'count' in measure ? `count ${measure.count}` : `requests ${measure.requests}`;

const mapped = <T, U>(record: Readonly<Record<string, T>>, of: (value: T) => U): Readonly<Record<string, U>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, of(value)]));
