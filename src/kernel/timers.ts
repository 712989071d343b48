/**
 * The timers that run for one component. Each knows its place in the list, so it is out of it at once when it fires, however
 * many there are; the order of the list does not matter.
 */
import type { Envelope } from './envelope.ts';
import type { Component } from './population.ts';

export function addTimer(owner: Component, timer: Envelope): void {
  const { timers } = owner;
  timer.place = timers?.length ?? 0;
  // Most components have one timer at most, and a list that begins empty takes room for many.
  if (timers === undefined) owner.timers = [timer];
  else timers.push(timer);
}

/** Takes a timer that has fired, or that was called off, out of the list. */
export function removeTimer({ timers }: Component, timer: Envelope): void {
  if (timers === undefined || timers[timer.place] !== timer) return;
  const last = timers.pop() as Envelope;
  if (last === timer) return;
  timers[timer.place] = last;
  last.place = timer.place;
}

/** The timer of that id; undefined when it has fired or was never set. */
export function timerOf({ timers }: Component, id: string): Envelope | undefined {
  if (timers === undefined) return undefined;
  for (let i = 0; i < timers.length; i++) if ((timers[i] as Envelope).timer === id) return timers[i];
  return undefined;
}
