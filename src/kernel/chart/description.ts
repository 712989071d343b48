/** A chart as plain data, for the figure that draws it. Everything here survives JSON. */
import type { AnyStateMachine } from 'xstate';
import type { Chart, Message, State } from '../component.ts';
import { guardKind } from './guards.ts';
import type { InspectableChart } from './inspect.ts';
import { withoutConflicts } from './plan.ts';
import { transitionsOf } from './rules.ts';
import type { ActionReference, BuiltInAction, GuardReference, StateNode, Transition } from './shapes.ts';
import { isBuiltInAction, isBuiltInGuard, shapeOf } from './shapes.ts';
import { ancestorsOf, isLeaf } from './tree.ts';

export interface ChartDescription {
  readonly id: string;
  readonly key: string;
  readonly type: StateNode['type'];
  /** The id of the state that is entered by default. */
  readonly initial?: string;
  readonly description?: string;
  readonly tags: readonly string[];
  readonly entry: readonly string[];
  readonly exit: readonly string[];
  readonly transitions: readonly TransitionDescription[];
  readonly states: readonly ChartDescription[];
}

export interface TransitionDescription {
  /** Where it stands in `transitions` of its state: with `source`, its identity. */
  readonly index: number;
  /** The id of the state it belongs to. */
  readonly source: string;
  /** Empty: no state is left, only the actions happen. */
  readonly targets: readonly string[];
  readonly on: Trigger;
  readonly guarded: boolean;
  readonly guard?: string;
  readonly reenter: boolean;
  readonly actions: readonly string[];
}

/** What sets a transition off. `type` is the event that does, and is missing for an eventless transition. */
export type Trigger =
  | { readonly kind: 'event'; readonly type: string }
  /** Milliseconds, or the name of a delay. */
  | { readonly kind: 'after'; readonly type: string; readonly delay: number | string }
  | { readonly kind: 'done'; readonly type: string }
  | { readonly kind: 'always' };

export const description = (machine: AnyStateMachine): ChartDescription => describe(shapeOf(machine).root);

/** What the chart could do next, guards aside: from each leaf outwards, as XState tries them. */
export function transitionsNow(chart: Chart, state: State): TransitionDescription[] {
  const leaves = (chart as InspectableChart).nodes(state).filter(isLeaf);
  const asked = new Set(leaves.flatMap((leaf) => [leaf, ...ancestorsOf(leaf)]));
  return [...asked].flatMap(describeTransitions);
}

/**
 * What an event makes the chart take first, guards asked; what follows at once is not among them. Where several regions would
 * leave the same state, it is one of them that does.
 */
export function transitionsSelected(chart: Chart, state: State, event: Message): TransitionDescription[] {
  const inspectable = chart as InspectableChart;
  const selected = inspectable.selected(state, event);
  return withoutConflicts(selected, new Set(inspectable.nodes(state)))
    .map((taken) => describeTransitions(taken.source)[transitionsOf(taken.source).indexOf(taken)])
    .filter((described) => described !== undefined);
}

function describe(node: StateNode): ChartDescription {
  const initial = node.initial.target?.[0];
  return {
    id: node.id,
    key: node.key,
    type: node.type,
    ...(initial && { initial: initial.id }),
    ...(node.description !== undefined && { description: node.description }),
    tags: [...node.tags],
    entry: node.entry.filter(isWritten).map(actionName),
    exit: node.exit.filter(isWritten).map(actionName),
    transitions: describeTransitions(node),
    states: Object.values(node.states).map(describe),
  };
}

const describeTransitions = (node: StateNode): TransitionDescription[] =>
  transitionsOf(node).map((transition, index) => ({
    index,
    source: node.id,
    targets: (transition.target ?? []).map((target) => target.id),
    on: triggerOf(transition),
    guarded: transition.guard !== undefined,
    ...(transition.guard !== undefined && { guard: guardName(transition.guard) }),
    reenter: transition.reenter,
    actions: transition.actions.map(actionName),
  }));

function triggerOf({ eventType, delay }: Transition): Trigger {
  if (!eventType) return { kind: 'always' };
  if (delay !== undefined) return { kind: 'after', type: eventType, delay };
  return { kind: eventType.startsWith('xstate.done.') ? 'done' : 'event', type: eventType };
}

/** XState keeps the timers of `after` as actions on entry and exit. Nobody wrote them, so nobody should read them. */
function isWritten(action: ActionReference): boolean {
  if (!isBuiltInAction(action)) return true;
  const id = action.type === 'xstate.raise' ? action.id : action.type === 'xstate.cancel' ? action.sendId : undefined;
  return typeof id !== 'string' || !id.startsWith('xstate.after.');
}

function actionName(action: ActionReference): string {
  if (typeof action === 'string') return action;
  if (!isBuiltInAction(action)) return typeof action === 'function' ? action.name || 'inline' : action.type;
  const subject = subjectOf(action);
  const verb = action.type.slice('xstate.'.length);
  return subject === undefined ? verb : `${verb} ${subject}`;
}

/** What an action of XState's own is about, where it can be told without running it. */
function subjectOf(action: BuiltInAction): string | undefined {
  switch (action.type) {
    case 'xstate.raise':
    case 'xstate.sendTo':
    case 'xstate.emit':
      return typeof action.event === 'object' ? action.event.type : undefined;
    case 'xstate.cancel':
      return typeof action.sendId === 'string' ? action.sendId : undefined;
    case 'xstate.assign':
      return typeof action.assignment === 'object' ? Object.keys(action.assignment).join(', ') : undefined;
    default:
      return undefined;
  }
}

function guardName(guard: GuardReference): string {
  if (typeof guard === 'string') return guard;
  if (!isBuiltInGuard(guard)) return typeof guard === 'function' ? guard.name || 'inline' : guard.type;
  const parts = (guard.guards ?? []).map(guardName);
  switch (guardKind(guard)) {
    case 'not':
      return `not ${parts[0]}`;
    case 'stateIn':
      return `in ${typeof guard.stateValue === 'string' ? guard.stateValue : JSON.stringify(guard.stateValue)}`;
    default:
      return parts.length > 1 ? `(${parts.join(` ${guardKind(guard)} `)})` : (parts[0] ?? 'nothing');
  }
}
