/** Where in a chart something stands, and what to say when it is wrong there. */
import type { Machine, StateNode } from './shapes.ts';

export interface Place {
  readonly machine: Machine;
  /** Not known when XState has stepped the chart. */
  readonly node?: StateNode;
}

/** 'state "breaker.open" of machine "breaker"' */
function nameOf({ machine, node }: Place): string {
  if (node === undefined) return `machine "${machine.id}"`;
  return node.parent ? `state "${node.id}" of machine "${machine.id}"` : `the root of machine "${machine.id}"`;
}

const known = (names: object): string => Object.keys(names).join(', ') || 'none';

export const inlineEffect = (functionName: string, place: Place): Error =>
  new Error(
    `inline action ${functionName ? `"${functionName}" ` : ''}in ${nameOf(place)}; expected one of XState's own (assign, ` +
      'raise, sendTo, cancel, emit, log, enqueueActions), or the name under which setup({ actions }) declares one. A chart ' +
      'asks for what should happen and does nothing itself: what is to be recorded, it emits',
  );

export const unknownAction = (type: string, place: Place): Error =>
  new Error(
    `unknown action "${type}" in ${nameOf(place)}; known: ${known(place.machine.implementations.actions)}. ` +
      'Declare it in setup({ actions })',
  );

export const unknownGuard = (type: string, place: Place): Error =>
  new Error(
    `unknown guard "${type}" in ${nameOf(place)}; known: ${known(place.machine.implementations.guards)}. ` +
      'Declare it in setup({ guards })',
  );

export const unknownDelay = (name: string, place: Place): Error =>
  new Error(
    `unknown delay "${name}" in ${nameOf(place)}; known: ${known(place.machine.implementations.delays)}. ` +
      'Declare it in setup({ delays })',
  );

export const invalidDelay = (delay: unknown, eventType: string, place: Place): Error =>
  new Error(
    `invalid delay ${String(delay)} for "${eventType}" in ${nameOf(place)}; expected a number, 0 or more (Infinity: never)`,
  );

// The first sentence of the next two is XState's own, so that an error reads the same however a chart is stepped.
export const stringTarget = (target: string, place: Place): Error =>
  new Error(
    `Unable to send event to actor '${target}' from machine '${place.machine.id}'. ` +
      `The sendTo in ${nameOf(place)} should give an address: ({ system }) => system.get("…")`,
  );

export const stringEvent = (event: string, action: string, place: Place): Error =>
  new Error(
    `Only event objects may be used with ${action}; use ${action}({ type: "${event}" }) instead, in ${nameOf(place)}`,
  );

export const noAddress = (eventType: string, place: Place): Error =>
  new Error(
    `sendTo of "${eventType}" in ${nameOf(place)} has no target; expected an address, as from system.get("…"), ` +
      "or from the event's sender",
  );

export const noChildren = (what: string, place: Place): Error =>
  new Error(
    `${what} in ${nameOf(place)}; a chart has no actors of its own. ` +
      'Address other components by system.get("…"), and bring new ones to life by the spawn action of the kernel',
  );
