/**
 * What a chart says to the world: typed helpers over XState's own action creators, so a chart that uses them is still an
 * ordinary XState chart.
 *
 * A message always carries `from`, its sender's address. What belongs to one request carries `request`, a number: the
 * network then draws its luck by request, and figures can follow it.
 */
import type { ActionFunction, EventObject, MachineContext, ParameterizedObject } from 'xstate';
import { emit, sendTo } from './chart/xstate.ts';
import type { Address, Message, System } from './component.ts';
import type { Distribution } from './distributions.ts';

/** What an action's or a delay's function is given. */
export interface Scope<C = MachineContext, E = EventObject> {
  readonly context: C;
  readonly event: E;
  readonly self: unknown;
  readonly system: unknown;
}
type Said<C, E, T> = T | ((scope: Scope<C, E>) => T);
type Parameters = ParameterizedObject['params'] | undefined;
type Action<C extends MachineContext, E extends EventObject> = ActionFunction<
  C,
  E,
  // biome-ignore lint/suspicious/noExplicitAny: XState marks the slots that an action does not use with never, and the event it may raise with any
  any,
  Parameters,
  never,
  never,
  never,
  never,
  never
>;

const say = <C, E, T>(said: Said<C, E, T>, scope: Scope<C, E>): T =>
  typeof said === 'function' ? (said as (scope: Scope<C, E>) => T)(scope) : said;
const creator = { emit, sendTo } as unknown as {
  emit(event: (scope: Scope<never, never>) => object): never;
  sendTo(to: (scope: Scope<never, never>) => unknown, event: (scope: Scope<never, never>) => object): never;
};

/** The simulated world, from an action's or a delay's arguments. Guards and a chart's first context are not given it. */
export const world = (scope: { readonly system?: unknown }): System =>
  (scope.system as System | undefined) ?? withoutWorld();
function withoutWorld(): never {
  throw new Error(
    'a guard, or a first context, asks for chance, time or an address; expected that of an action or a delay: let an action assign what it is to know',
  );
}
/** Simulated time in microseconds, by the clock of the component that asks. */
export const now = (scope: { readonly system?: unknown }): number => world(scope).now;
/** A value of a distribution; `key` names what it is for (a request), so that every design draws the same for it. */
export const sample = (
  scope: { readonly system?: unknown },
  distribution: Distribution,
  key?: number | string,
): number => world(scope).sample(distribution, key);

/** Sends a message to a component by its id, over the network. */
export const send = <C extends MachineContext, E extends EventObject>(
  to: Said<C, E, string>,
  message: Said<C, E, Message>,
): Action<C, E> =>
  creator.sendTo(
    (scope) => world(scope).get(say(to as Said<never, never, string>, scope)),
    (scope) => ({ ...say(message as Said<never, never, Message>, scope), from: scope.self }),
  );

/** Sends a message to whoever sent the event that is being handled. */
export const reply = <C extends MachineContext, E extends EventObject>(message: Said<C, E, Message>): Action<C, E> =>
  sendToAddress((scope) => (scope.event as unknown as { from: Address }).from, message);

/** Sends a message to an address that a component has kept. */
export const sendToAddress = <C extends MachineContext, E extends EventObject>(
  to: (scope: Scope<C, E>) => Address,
  message: Said<C, E, Message>,
): Action<C, E> =>
  creator.sendTo(to as never, (scope) => ({ ...say(message as Said<never, never, Message>, scope), from: scope.self }));

/** How a request ended. Every request ends once. */
export type Outcome = 'completed' | 'failed' | 'rejected' | 'timedOut';

const record = <C extends MachineContext, E extends EventObject>(event: (scope: Scope<C, E>) => object): Action<C, E> =>
  creator.emit(event as never);

/** Enters a request in the books. */
export const offered = <C extends MachineContext, E extends EventObject>(request: Said<C, E, number>): Action<C, E> =>
  record((scope) => ({ type: 'offered', request: say(request, scope) }));
/** Closes a request in the books; `detail` says more ("429"). */
export const ended = <C extends MachineContext, E extends EventObject>(
  request: Said<C, E, number>,
  outcome: Said<C, E, Outcome>,
  detail: Said<C, E, string> = '',
): Action<C, E> =>
  record((scope) => ({
    type: 'ended',
    request: say(request, scope),
    outcome: say(outcome, scope),
    detail: say(detail, scope),
  }));
/** Adds a value to a tally. */
export const observe = <C extends MachineContext, E extends EventObject>(
  name: string,
  value: Said<C, E, number>,
): Action<C, E> => record((scope) => ({ type: 'observe', name, value: say(value, scope) }));
/** Sets a level from now on. */
export const level = <C extends MachineContext, E extends EventObject>(
  name: string,
  value: Said<C, E, number>,
): Action<C, E> => record((scope) => ({ type: 'level', name, value: say(value, scope) }));
/** Counts something that happened. */
export const count = <C extends MachineContext, E extends EventObject>(
  name: string,
  by: Said<C, E, number> = 1,
): Action<C, E> => record((scope) => ({ type: 'count', name, value: say(by, scope) }));
/** Forgets what was observed so far, but not the books: the end of the warm-up. */
export const startMeasuring = <C extends MachineContext, E extends EventObject>(): Action<C, E> =>
  record(() => ({ type: 'start-measuring' }));
/** Marks the step as one that a reader wants to be led to: a retry, a rejection, a lease that ran out. */
export const mark = <C extends MachineContext, E extends EventObject>(text: Said<C, E, string>): Action<C, E> =>
  record((scope) => ({ type: 'mark', text: say(text, scope) }));

/** Brings a component of a dynamic kind to life. Use as `actions: [spawn(...)]` in a chart set up with `actions: kernelActions`. */
export const spawn = <C, E>(
  kind: string,
  component: (scope: Scope<C, E>) => { readonly id: string; readonly input?: unknown },
) =>
  ({
    type: 'spawn' as const,
    params: (scope: { context: C; event: E }) => {
      const { id, input } = component(scope as Scope<C, E>);
      return { kind, id, input };
    },
  }) as const;

export interface SpawnParams {
  readonly kind: string;
  readonly id: string;
  readonly input?: unknown;
}
/** For `setup({ actions: kernelActions })`: the actions that the kernel carries out. */
export const kernelActions = {
  spawn: (_scope: unknown, _params: SpawnParams): void => {},
};
