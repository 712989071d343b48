/**
 * Who is served, who waits, and who is next: the bookkeeping of a fixed number of workers behind a queue. Plain values and
 * functions over them; a chart decides when to call which.
 */
import { EMPTY, firstOf, type Queue, withLast, withoutFirst } from './queue.ts';

export interface Slots<Job> {
  readonly waiting: Queue<Job>;
  readonly working: readonly Working<Job>[];
}
export interface Working<Job> {
  readonly job: Job;
  /** When its work began, in microseconds. */
  readonly sinceUs: number;
}

export const NOBODY: Slots<never> = { waiting: EMPTY, working: [] };

export const withWaiting = <Job>(slots: Slots<Job>, job: Job): Slots<Job> => ({
  waiting: withLast(slots.waiting, job),
  working: slots.working,
});

/** What became of those who waited. */
export interface Begun<Job> {
  readonly slots: Slots<Job>;
  /** Their work begins now, in the order of their coming. */
  readonly begun: readonly Job[];
  /** They are thrown out of the queue: it is too late for them. */
  readonly dropped: readonly Job[];
}

/** Gives free workers to those who wait, first come, first served; passes over those that are `tooLate`. */
export function beginNext<Job>(
  slots: Slots<Job>,
  workers: number,
  nowUs: number,
  tooLate: (job: Job) => boolean,
): Begun<Job> {
  let { waiting } = slots;
  const working = [...slots.working];
  const begun: Job[] = [];
  const dropped: Job[] = [];
  for (let job = firstOf(waiting); job !== undefined && working.length < workers; job = firstOf(waiting)) {
    waiting = withoutFirst(waiting);
    if (tooLate(job)) dropped.push(job);
    else {
      begun.push(job);
      working.push({ job, sinceUs: nowUs });
    }
  }
  return { slots: { waiting, working }, begun, dropped };
}

export const workingOn = <Job>(slots: Slots<Job>, is: (job: Job) => boolean): Working<Job> | undefined =>
  slots.working.find(({ job }) => is(job));

/** One of those who are served leaves. */
export const withoutWorking = <Job>(slots: Slots<Job>, leaving: Working<Job>): Slots<Job> => ({
  waiting: slots.waiting,
  working: slots.working.filter((working) => working !== leaving),
});
