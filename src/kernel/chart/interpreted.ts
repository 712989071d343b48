/**
 * A chart that is stepped by XState itself: the same algorithm as `transition()`, without the actor that `transition()`
 * builds for each call. It stands in where tables do not reach, and it is what tables are held against.
 */
import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Ambient, Effects, State, System } from '../component.ts';
import { inlineEffect, invalidDelay, unknownAction } from './errors.ts';
import type { InspectableChart } from './inspect.ts';
import { isDelay } from './messages.ts';
import { type Machine, type StateNode, shapeOf } from './shapes.ts';
import { createEmptyActor } from './xstate.ts';

type Snapshot = AnyMachineSnapshot & { readonly _nodes: readonly StateNode[] };
const inside = (state: State): Snapshot => state as unknown as Snapshot;

export function interpretedBy(machine: AnyStateMachine, hasActors: boolean): InspectableChart {
  const { initial, transition } = xstateSteps(machine);
  const { scope, within } = reusedScope(hasActors);
  const shape = shapeOf(machine);

  /** What XState has returned is checked first, and asked for afterwards. */
  function outcome([snapshot, actions]: readonly [Snapshot, Action[]], { effects }: Ambient): State {
    if (snapshot.status === 'error') throw snapshot.error;
    for (const action of actions) checkAction(action, shape);
    for (const action of actions) ask(effects, action);
    return snapshot as unknown as State;
  }

  return {
    how: 'xstate',
    machine,
    start: (input, ambient, kept) =>
      outcome(
        within(ambient, () => initial(scope, input, kept)),
        ambient,
      ),
    step(state, event, ambient) {
      const before = inside(state);
      if (before.status !== 'active') return state;
      return outcome(
        within(ambient, () => transition(before, event, scope)),
        ambient,
      );
    },
    view(state) {
      const { value, context, status, tags, output } = inside(state);
      return { value, context, status: status === 'done' ? 'done' : 'active', tags: [...tags], output };
    },
    isDone: (state) => inside(state).status === 'done',
    withContext: (state, context) => ({ ...inside(state), context }) as unknown as State,
    nodes: (state) => inside(state)._nodes,
    selected(state, event) {
      const before = inside(state);
      // What XState calls a transition is what `shapes.ts` describes.
      return before.status === 'active' ? (machine.getTransitionData(before, event) as never) : [];
    },
  };
}

/** XState's own two steps. It types the scope as internal. */
const xstateSteps = (machine: AnyStateMachine) => ({
  initial(scope: Scope, input: unknown, kept: object | undefined): Snapshot {
    const starting = kept === undefined ? machine : withKept(machine, kept);
    const { getInitialSnapshot } = Object.getPrototypeOf(machine) as { getInitialSnapshot: InitialStep };
    return getInitialSnapshot.call(starting, scope, input);
  },
  transition: machine.transition as unknown as (snapshot: Snapshot, event: object, scope: Scope) => Snapshot,
});

type InitialStep = (this: AnyStateMachine, scope: Scope, input: unknown) => Snapshot;

/** The same machine, whose context begins with the fields that a restart finds on disk. XState has no word for that. */
function withKept(machine: AnyStateMachine, kept: object): AnyStateMachine {
  const { context } = machine.config;
  const fresh = (scope: object): object =>
    typeof context === 'function' ? (context as (scope: object) => object)(scope) : (context ?? {});
  const config = { ...machine.config, context: (scope: object) => ({ ...fresh(scope), ...kept }) };
  return Object.create(machine, { config: { value: config } }) as AnyStateMachine;
}

/** An action object as XState returns it in pure mode. */
interface Action {
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the parameters are XState's, one shape for each type
  readonly params: any;
  readonly exec?: unknown;
}

function ask(effects: Effects, { type, params }: Action): void {
  if (type === 'xstate.raise') effects.raise(params.event, params.id, params.delay);
  else if (type === 'xstate.sendTo') effects.sendTo(params.to, params.event, params.id, params.delay);
  else if (type === 'xstate.cancel') effects.cancel(params.sendId);
  else if (type === 'xstate.emit') effects.emit(params.event);
  else if (type === 'xstate.log') effects.log(params.value, params.label);
  else effects.other(type, params);
}

/** What XState's step asks of whoever runs it. Ours only notes the actions down. */
interface Scope {
  self: unknown;
  system: unknown;
  actionExecutor: (action: Action) => void;
  readonly id: string;
  readonly sessionId: string;
  readonly logger: () => void;
  readonly defer: () => void;
  readonly stopChild: () => void;
  readonly emit: () => void;
}

function reusedScope(hasActors: boolean) {
  const nothing = () => {};
  const scope: Scope = {
    self: undefined,
    system: undefined,
    actionExecutor: nothing,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    stopChild: nothing,
    emit: nothing,
  };
  /** Lends the ambient to the scope for one step. */
  function within(ambient: Ambient, step: () => Snapshot): readonly [Snapshot, Action[]] {
    const actions: Action[] = [];
    scope.actionExecutor = (action) => actions.push(action);
    scope.system = hasActors ? xstateSystem(ambient.system) : sharedSystem(ambient.system);
    scope.self = hasActors ? Object.create(ambient.self, { system: { value: scope.system } }) : ambient.self;
    try {
      return [step(), actions];
    } finally {
      scope.actionExecutor = nothing;
      scope.self = undefined;
      scope.system = undefined;
    }
  }
  return { scope, within };
}

/**
 * Our system with XState's underneath: it reports what happens to an inspector (there is none), and it gives actors their
 * ids. A chart with actors gets a new one for each step, because two steps may give an actor the same name.
 */
function xstateSystem(system: System): object {
  return {
    __proto__: createEmptyActor().system,
    get: (id: string) => system.get(id),
    get now() {
      return system.now;
    },
    draw: (key?: number | string) => system.draw(key),
    sample: (distribution: Parameters<System['sample']>[0], key?: number | string) => system.sample(distribution, key),
  };
}

const shared = new WeakMap<System, object>();
function sharedSystem(system: System): object {
  let known = shared.get(system);
  if (known === undefined) {
    known = xstateSystem(system);
    shared.set(system, known);
  }
  return known;
}

/** The rules that tables hold while they step. Here they can be checked only on what came out. */
function checkAction({ type, params, exec }: Action, machine: Machine): void {
  if (type === 'xstate.raise' || type === 'xstate.sendTo') {
    const { delay, event } = params;
    if (delay !== undefined && !isDelay(delay)) throw invalidDelay(delay, event.type, { machine });
  } else if (!type.startsWith('xstate.') && machine.implementations.actions[type] === undefined) {
    throw exec ? inlineEffect(type, { machine }) : unknownAction(type, { machine });
  }
}
