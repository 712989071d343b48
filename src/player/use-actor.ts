/**
 * A machine that lives as long as a component, and what is drawn of it: XState's actors read through React's own hook for
 * outside stores. It is what `@xstate/react` does for one actor, in a twentieth of the bytes that every figure would wait for.
 */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { type Actor, type AnyStateMachine, createActor, type SnapshotFrom } from 'xstate';

/** What is drawn of an actor. */
interface Readable<S> {
  getSnapshot(): S;
  subscribe(changed: (snapshot: S) => void): { unsubscribe(): void };
}

/** What is sent before it has started waits for it. */
export function useActorRef<A extends Actor<AnyStateMachine>>(create: () => A): A {
  const [actor] = useState(create);
  useEffect(() => {
    actor.start();
    return () => {
      actor.stop();
    };
  }, [actor]);
  return actor;
}

/** Draws again when what is read has changed; it is read once for each snapshot. */
export function useSelector<S, T>(
  actor: Readable<S>,
  read: (snapshot: S) => T,
  isSame: (a: T, b: T) => boolean = Object.is,
): T {
  const latest = useRef<{ readonly snapshot: S; readonly value: T }>(undefined);
  const subscribe = useCallback(
    (changed: () => void) => {
      const subscription = actor.subscribe(changed);
      return () => subscription.unsubscribe();
    },
    [actor],
  );
  const look = (): T => {
    const snapshot = actor.getSnapshot();
    const last = latest.current;
    if (last?.snapshot === snapshot) return last.value;
    const next = read(snapshot);
    const value = last !== undefined && isSame(last.value, next) ? last.value : next;
    latest.current = { snapshot, value };
    return value;
  };
  return useSyncExternalStore(subscribe, look, look);
}

/** Both at once, for a machine of which everything is drawn. */
export function useMachine<M extends AnyStateMachine>(machine: M): readonly [SnapshotFrom<M>, Actor<M>['send']] {
  const actor = useActorRef(() => createActor(machine));
  return [useSelector(actor, whole<SnapshotFrom<M>>), actor.send];
}
const whole = <T>(snapshot: T): T => snapshot;
