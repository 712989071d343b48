/** What of the player is to be seen, and what of it is to be read. */
import type { SnapshotFrom } from 'xstate';
import type { playerMachine } from './machine.ts';
import { stayMs } from './pace.ts';
import type { Session } from './session.ts';

export type Snapshot = SnapshotFrom<typeof playerMachine>;

export interface PlayerState {
  readonly session: Session;
  readonly awake: boolean;
  readonly playing: boolean;
  /** Nobody has touched it yet: playing starts at the beginning. */
  readonly poster: boolean;
  readonly ended: boolean;
}

const known = new WeakMap<Snapshot, PlayerState>();

/** Looked up once for all that watch. */
export function stateOf(snapshot: Snapshot): PlayerState {
  const state = known.get(snapshot) ?? read(snapshot);
  known.set(snapshot, state);
  return state;
}

const read = (snapshot: Snapshot): PlayerState => ({
  session: snapshot.context,
  awake: snapshot.matches('awake'),
  playing: snapshot.matches({ awake: 'playing' }),
  poster: snapshot.matches('asleep') || snapshot.matches({ awake: 'poster' }),
  ended: snapshot.matches({ awake: 'ended' }),
});

/** Between two events the only thing that changes is the time owed, and nobody can see that. */
export function looksTheSame({ session: a, ...one }: PlayerState, { session: b, ...other }: PlayerState): boolean {
  return isShallowlySame(one, other) && isShallowlySame({ ...a, owedMs: 0 }, { ...b, owedMs: 0 });
}
function isShallowlySame<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((name) => a[name] === b[name]);
}

/** Words that change more often than this cannot be read, in milliseconds. */
const READ_MS = 80;

/** What has been written, and when on the reader's clock. */
export interface Told {
  readonly state: PlayerState;
  readonly atMs: number;
}

/**
 * While events go by too fast to be read, marks move at every event and words change a few times a second. What breaks is told
 * at once, as the playhead rests there, and so is whatever a reader does.
 */
export function toldAfter(told: Told, state: PlayerState, nowMs: number): Told {
  const { timeline, place, speed } = state.session;
  const isTooFast = state.playing && stayMs(timeline, place, speed) < READ_MS;
  const keeps = isTooFast && nowMs - told.atMs < READ_MS && hasOnlyMoved(told.state, state);
  return keeps ? told : { state, atMs: nowMs };
}

function hasOnlyMoved({ session, ...before }: PlayerState, after: PlayerState): boolean {
  const { place, glides } = after.session;
  return looksTheSame({ ...before, session: { ...session, place, glides } }, after);
}
