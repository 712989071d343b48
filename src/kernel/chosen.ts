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

  take(untilUs: number): Envelope | undefined {
    const next = this.#chosen[this.#taken];
    if (next === undefined || this.#run().steps < next.atStep) return this.#agenda.take(untilUs);
    this.#taken++;
    return this.#choose(next, untilUs);
  }

  /** Throws a `ScheduleError` for what is not waiting, is due after the end, or would pass the edge of a fault. */
  #choose(chosen: Chosen, untilUs: number): Envelope {
    const passed: Envelope[] = [];
    const entry = this.#find(chosen, passed, untilUs);
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

  /** Back to where time decides, also where its time is over. */
  #wait(entry: Envelope): void {
    this.#agenda.add(entry, -Infinity);
  }
}

function notWaiting({ atStep, key }: Chosen, waiting: readonly Envelope[]): ScheduleError {
  const keys = waiting.map(keyOf).join('  ') || 'nothing';
  return new ScheduleError(
    `step ${atStep} was chosen to be "${key}", which is not waiting there, or is due after the end; waiting: ${keys}`,
  );
}

const passesAFault = ({ atStep, key }: Chosen, { at, event }: Envelope): ScheduleError =>
  new ScheduleError(
    `step ${atStep} was chosen to be "${key}", but ${event.type} comes first, at ${formatTime(at)}; expected something that is due before it: a choice passes messages and timers, no faults`,
  );
