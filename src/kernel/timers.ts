/**
 * The timers that run for one component: a list whose links are in the timers themselves. Setting one allocates nothing, and
 * it is out of the list at once when it fires, however many there are; their order does not matter.
 */
import type { Envelope } from './envelope.ts';
import type { Component } from './population.ts';

export function addTimer(owner: Component, timer: Envelope): void {
  const { timers } = owner;
  timer.nextTimer = timers;
  if (timers !== undefined) timers.previousTimer = timer;
  owner.timers = timer;
}

/** Takes a timer that has fired, or that was called off, out of the list. */
export function removeTimer(owner: Component, timer: Envelope): void {
  const { previousTimer, nextTimer } = timer;
  if (owner.timers === timer) owner.timers = nextTimer;
  else if (previousTimer === undefined)
    return; // it is in no list: a copy that a schedule has made
  else previousTimer.nextTimer = nextTimer;
  if (nextTimer !== undefined) nextTimer.previousTimer = previousTimer;
  timer.previousTimer = undefined;
  timer.nextTimer = undefined;
}

/** The timer of that id; undefined when it has fired or was never set. */
export function timerOf(owner: Component, id: string): Envelope | undefined {
  let timer = owner.timers;
  while (timer !== undefined && timer.timer !== id) timer = timer.nextTimer;
  return timer;
}
