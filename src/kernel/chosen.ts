/**
 * An order that somebody changed by hand, in a run that otherwise goes by time: at some of its steps what was chosen comes next,
 * and everything that was due before waits until it has come.
 *
 * Waiting is what keeps it lawful. A message may take longer than it would have, and a timer may be noticed late; neither may
 * come before its time, for a line has a shortest latency and no clock runs ahead. So time moves on to the moment at which
 * what was chosen is due, and what it passed comes right after it, in the order in which it was due.
 */
import { Agenda, type Queue } from './agenda.ts';
import type { Envelope } from './envelope.ts';
import type { Component } from './population.ts';
import { type Choice, copyOf, keyOf, ScheduleError } from './schedule.ts';
import { formatTime } from './time.ts';

/** A crash is a fault at its own time, and needs no choice here. */
export type Chosen = Exclude<Choice, { act: 'crash' }> & {
  /** The step that it becomes, from 0. */
  readonly atStep: number;
};

/** What the agenda has to know of the run that it is for. */
interface Progress {
  readonly now: number;
  readonly steps: number;
  /** By slot. */
  readonly components: readonly Pick<Component, 'address' | 'condition'>[];
}

export class ChosenAgenda implements Queue<Envelope> {
  readonly #agenda = new Agenda<Envelope>();
  readonly #chosen: readonly Chosen[];
  readonly #run: () => Progress;
  #taken = 0;

  /** `chosen` is in the order of its steps; `run` is asked at each step how far it is. */
  constructor(chosen: readonly Chosen[], run: () => Progress) {
    this.#chosen = chosen;
    this.#run = run;
  }

  add(entry: Envelope, now: number): void {
    this.#agenda.add(entry, now);
  }
  callOff(entry: Envelope): void {
    this.#agenda.callOff(entry);
  }
  entries(): Envelope[] {
    return this.#agenda.entries();
  }

  /** Throws a `ScheduleError` for a choice that cannot be made: the run would be another than the one that was chosen. */
  take(untilUs: number): Envelope | undefined {
    const next = this.#chosen[this.#taken];
    if (next === undefined) return this.#agenda.take(untilUs);
    const { steps } = this.#run();
    if (steps < next.atStep) {
      const entry = this.#agenda.take(untilUs);
      if (entry === undefined) throw impossible(next, `but the run is over after ${steps} steps`);
      return entry;
    }
    this.#taken++;
    return this.#choose(next, untilUs);
  }

  /** What is not waiting cannot come, nor what is due after the end, is for one that is paused, or would pass the edge of a fault. */
  #choose(chosen: Chosen, untilUs: number): Envelope {
    const passed: Envelope[] = [];
    const entry = this.#find(chosen, passed, untilUs);
    if (this.#isForOnePaused(entry)) throw forOnePaused(chosen, entry);
    for (const each of passed) this.#wait(each);
    if (chosen.act === 'drop') {
      entry.lost = 'loss';
      entry.at = this.#run().now; // to be lost takes no time: nothing waits for it
    }
    if (chosen.act !== 'duplicate') return entry;
    this.#wait(entry);
    return copyOf(entry);
  }

  /** Takes everything up to the one that was chosen. */
  #find(chosen: Chosen, passed: Envelope[], untilUs: number): Envelope {
    for (;;) {
      const entry = this.#agenda.take(untilUs);
      if (entry === undefined) throw notWaiting(chosen, passed);
      if (entry.fault !== undefined) throw passesAFault(chosen, entry);
      if (keyOf(entry) === chosen.key) return entry;
      passed.push(entry);
    }
  }

  #isForOnePaused({ to }: Envelope): boolean {
    const component = this.#run().components[to.index];
    return component?.address === to && component.condition.paused;
  }

  /** Back to where time decides, also where its time is over. */
  #wait(entry: Envelope): void {
    this.#agenda.add(entry, -Infinity);
  }
}

const impossible = ({ atStep, key }: Chosen, why: string): ScheduleError =>
  new ScheduleError(`step ${atStep} was chosen to be "${key}", ${why}`);

function notWaiting(chosen: Chosen, waiting: readonly Envelope[]): ScheduleError {
  const keys = waiting.map(keyOf).join('  ') || 'nothing';
  return impossible(chosen, `which is not waiting there, or is due after the end; waiting: ${keys}`);
}

const forOnePaused = (chosen: Chosen, { to }: Envelope): ScheduleError =>
  impossible(chosen, `but ${to.id} is paused there`);

const passesAFault = (chosen: Chosen, { at, event }: Envelope): ScheduleError =>
  impossible(chosen, `but ${event.type} comes first, at ${formatTime(at)}; expected something that is due before it`);
