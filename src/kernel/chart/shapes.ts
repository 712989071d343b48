/**
 * What we read of an XState machine: its tree of state nodes and the fields that its action and guard creators leave on
 * the functions they return. XState types most of these as internal, hence these small interfaces of our own.
 */
import type { AnyStateMachine } from 'xstate';
import type { Message } from '../component.ts';

/** A function of the author's: its arguments are an object such as `{ context, event, self, system }`. */
export type Expression = (scope: object, params?: unknown) => unknown;

export interface Machine {
  readonly id: string;
  readonly root: StateNode;
  readonly config: { readonly context?: object | Expression };
  readonly implementations: {
    readonly actions: Readonly<Record<string, Expression | BuiltInAction | undefined>>;
    readonly guards: Readonly<Record<string, GuardReference | undefined>>;
    readonly delays: Readonly<Record<string, number | Expression | undefined>>;
  };
  options: { readonly maxIterations: number };
  getStateNodeById(id: string): StateNode;
}

export const shapeOf = (machine: AnyStateMachine): Machine => machine as unknown as Machine;

export interface StateNode {
  /** Unique in its machine; by default the path from the machine's id, as in "breaker.open". */
  readonly id: string;
  readonly key: string;
  readonly type: 'atomic' | 'compound' | 'parallel' | 'final' | 'history';
  /** Position in the document: parents before children, siblings as written. */
  readonly order: number;
  readonly parent: StateNode | undefined;
  readonly states: Readonly<Record<string, StateNode>>;
  /** The state that is entered by default, and the actions on the way. `target` is empty when there is no such state. */
  readonly initial: Transition;
  readonly entry: readonly ActionReference[];
  readonly exit: readonly ActionReference[];
  /** By event descriptor, which may be a wildcard. `after` and `onDone` are in here too, as events of XState's own. */
  readonly transitions: ReadonlyMap<string, readonly Transition[]>;
  readonly always: readonly Transition[] | undefined;
  readonly output: unknown;
  readonly tags: readonly string[];
  readonly invoke: readonly unknown[];
  readonly description: string | undefined;
}

export interface Transition {
  readonly source: StateNode;
  /** Undefined when no state is left: only the actions happen. */
  readonly target: readonly StateNode[] | undefined;
  readonly reenter: boolean;
  readonly guard?: GuardReference | undefined;
  readonly actions: readonly ActionReference[];
  readonly eventType: string | null;
  /** For `after`: milliseconds, or the name of a delay. */
  readonly delay?: number | string;
}

/** An action as it stands in a chart: a name, a name with parameters, or what one of XState's creators returned. */
export type ActionReference =
  | string
  | { readonly type: string; readonly params?: unknown }
  | Expression
  | BuiltInAction;

export type DelayReference = number | string | Expression | undefined;

/** What `assign(…)`, `raise(…)` and the others return: a function that carries its parameters as fields. */
export type BuiltInAction = Expression & { readonly resolve: unknown } & BuiltInFields;
type BuiltInFields =
  | { readonly type: 'xstate.assign'; readonly assignment: Expression | Readonly<Record<string, unknown>> }
  | RaiseFields
  | SendToFields
  | { readonly type: 'xstate.cancel'; readonly sendId: string | Expression }
  | { readonly type: 'xstate.emit'; readonly event: Message | Expression }
  | { readonly type: 'xstate.log'; readonly value: unknown; readonly label?: string | undefined }
  | { readonly type: 'xstate.enqueueActions'; readonly collect: Expression }
  | { readonly type: 'xstate.spawnChild' | 'xstate.stopChild' };
export interface RaiseFields {
  readonly type: 'xstate.raise';
  readonly event: Message | Expression | string;
  readonly id?: string | undefined;
  readonly delay?: DelayReference;
}
export interface SendToFields {
  readonly type: 'xstate.sendTo';
  readonly to: unknown;
  readonly event: Message | Expression | string;
  readonly id?: string | undefined;
  readonly delay?: DelayReference;
}

/** A guard as it stands in a chart: a name, a name with parameters, a function, or `and`, `or`, `not`, `stateIn` of others. */
export type GuardReference = string | { readonly type: string; readonly params?: unknown } | Expression | BuiltInGuard;
export type BuiltInGuard = Expression & {
  /** Tells which of the four it is: each creator puts one and the same function here. */
  readonly check: unknown;
  readonly guards?: readonly GuardReference[];
  readonly stateValue?: object | string;
};

export const isBuiltInAction = (action: unknown): action is BuiltInAction =>
  typeof action === 'function' && 'resolve' in action;
export const isBuiltInGuard = (guard: unknown): guard is BuiltInGuard =>
  typeof guard === 'function' && 'check' in guard;
