/** What travels: one request's fields go with it from the browser to the database. */
import type { EventObject, MachineContext } from 'xstate';
import { type Message, send } from '../../src/kernel/index.ts';
import type { Act, Job } from '../../src/parts/station.ts';
import type { LifecycleParams } from './knobs.ts';

/** A request's own fields. */
export interface RequestFields {
  readonly request: number;
  /** "/products/17" is public, "/orders/3" is personal. */
  readonly path: string;
  readonly token: 'valid' | 'expired';
  readonly payload: 'none' | 'invalid';
  /**
   * The moment, in microseconds, when whoever asked gives up. It travels with every message, so that wasted work can be
   * measured; servers look at it only when deadlines are passed on.
   */
  readonly deadlineUs: number;
}
/** A request as a server gets it. */
export type Ask = Job & RequestFields;

export interface Answer extends Message {
  readonly type: 'RESPONSE';
  readonly request: number;
  readonly status: number;
  readonly path: string;
  /** With a 429. */
  readonly retryAfterMs?: number;
}

export const fieldsOf = ({ request, path, token, payload, deadlineUs }: RequestFields): RequestFields => ({
  request,
  path,
  token,
  payload,
  deadlineUs,
});

export const isPublic = (path: string): boolean => path.startsWith('/products/');

/** Sends a request's fields on to the next server of the path. */
export const passOn = <C extends MachineContext = MachineContext, E extends EventObject = EventObject>(
  to: string,
  type: string,
  ask: RequestFields,
) => send<C, E>(to, { ...fieldsOf(ask), type });

/** Ends a request's way inwards: whoever decides its status tells the gateway. */
export const answerGateway = (ask: RequestFields, status: number, more: object = {}): Act =>
  send('gateway', { type: 'RESPONSE', request: ask.request, status, path: ask.path, ...more });

/** Whether a server that looks at deadlines should leave the work alone: it would not be done in time. */
export const tooLate = (deadlineUs: number, nowUs: number, usualMs: number, params: LifecycleParams): boolean =>
  params.deadlines && nowUs + usualMs * 1000 >= deadlineUs;

/** Names of the observations that every server behind the edge feeds. */
export const work = { worked: 'workMs', wasted: 'wastedMs' } as const;
