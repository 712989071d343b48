/**
 * Where the time of one request went, read off the trace alone: any model whose messages and timers carry `request` has it.
 *
 * A message that carries the request's number is a span on the network. A timer that does is work, from when it was set to
 * when it fired. Between a request's arrival at a component and the moment when another request's end let its work begin, it
 * waited there. (A timer that is named for the end of a wait, as RETRY or TIMED_OUT, is waiting, too.)
 *
 * The critical path is found backwards: from the step that ended the request to the step that sent what it took, and so on,
 * until the request was offered. Its spans cover that time without gap or overlap; shortening anything else would not have
 * shortened the request.
 */
import type { Outcome } from './actions.ts';
import { eventInWords } from './narrate.ts';
import type { Played } from './play.ts';
import type { Step } from './step.ts';

/** A request as the books have it. Times are microseconds. */
export interface PlayedRequest {
  readonly request: number;
  readonly offeredUs: number;
  /** The index of the step in which it was offered; −1 when that was before the first. */
  readonly offeredStep: number;
  /** undefined while it is still open at the end of the run; so are the following. */
  readonly endedUs: number | undefined;
  readonly endedStep: number | undefined;
  readonly latencyUs: number | undefined;
  readonly outcome: Outcome | undefined;
  /** What was said about its end: "429". */
  readonly detail: string;
}

export interface Span {
  readonly kind: 'network' | 'waiting' | 'working';
  /** The id of the component where it waited or was worked on; of a message, the receiver's. */
  readonly component: string;
  /** Of a message: the id of the sender. */
  readonly from?: string;
  readonly startUs: number;
  readonly endUs: number;
  /** The type of the message, or what fired: "RESPONSE", "WORK_DONE", "250 ms is over". */
  readonly label: string;
  /** It went on after the request had ended: for nobody. */
  readonly afterEnd: boolean;
  /** It lies on the critical path. */
  readonly critical: boolean;
  /** The step at which it ended. */
  readonly stepIndex: number;
}

/** Timers of these names end a wait; all others that carry a request end a piece of work. */
const ENDS_A_WAIT = /TIMED_OUT|TIMEOUT|EXPIRED|RETRY|BACK_?OFF|GIVE_UP|POLL|PATIENCE|AGAIN/;

/** What the trace says about each request, found once for a run. */
interface Trail {
  request: PlayedRequest;
  /** Steps whose message or timer carries its number. */
  readonly steps: Step[];
}
const trailsOf = new WeakMap<Played, ReadonlyMap<number, Trail>>();

/** Every request of a run, in the order in which they were offered. */
export const requestsOf = (played: Played): readonly PlayedRequest[] =>
  [...trails(played).values()].map(({ request }) => request);

/**
 * The spans of one request, in the order of their beginning. Those that take no time are left out, unless they are work.
 * Throws for a request that was never offered.
 */
export function spansOf(played: Played, request: number): readonly Span[] {
  const trail = trails(played).get(request);
  if (trail === undefined)
    throw new Error(`no request ${request} in this run of ${played.model.id}; it has ${known(played)}`);
  const critical = criticalPath(played, trail);
  const isCritical = new Set(critical.map((span) => keyOf(span)));
  const others = trail.steps
    .flatMap((step) => spansAt(played, trail, step))
    .filter((span) => !isCritical.has(keyOf(span)));
  return [...critical, ...others]
    .filter(isVisible)
    .sort((a, b) => a.startUs - b.startUs || a.endUs - b.endUs || a.stepIndex - b.stepIndex);
}

const keyOf = ({ stepIndex, kind }: Span): string => `${kind} ${stepIndex}`;
const isVisible = ({ kind, startUs, endUs }: Span): boolean => kind === 'working' || endUs > startUs;

function known(played: Played): string {
  const numbers = [...trails(played).keys()];
  return numbers.length === 0
    ? 'none'
    : `${numbers.length}: ${numbers.slice(0, 10).join(', ')}${numbers.length > 10 ? ' …' : ''}`;
}

// The trails.

function trails(played: Played): ReadonlyMap<number, Trail> {
  let found = trailsOf.get(played);
  if (found === undefined) {
    found = findTrails(played.history.steps);
    trailsOf.set(played, found);
  }
  return found;
}

function findTrails(steps: readonly Step[]): ReadonlyMap<number, Trail> {
  const found = new Map<number, Trail>();
  for (const step of steps) {
    const { request } = step.event;
    for (const said of step.emitted) if (said.type === 'offered') offer(found, said.request as number, step);
    if (typeof request === 'number') trailOf(found, request).steps.push(step);
    for (const said of step.emitted) if (said.type === 'ended') end(trailOf(found, said.request as number), step, said);
  }
  // What was never offered and never ended is a number that some component counts by, not a request.
  for (const [number, { request }] of found)
    if (request.offeredStep < 0 && request.endedStep === undefined) found.delete(number);
  return found;
}

const STILL_OPEN = { endedUs: undefined, endedStep: undefined, latencyUs: undefined, outcome: undefined, detail: '' };

/** Until it is seen to be offered, a request counts as offered before the first step. */
function trailOf(found: Map<number, Trail>, request: number): Trail {
  let trail = found.get(request);
  if (trail === undefined) {
    trail = { request: { request, offeredUs: 0, offeredStep: -1, ...STILL_OPEN }, steps: [] };
    found.set(request, trail);
  }
  return trail;
}

function offer(found: Map<number, Trail>, request: number, step: Step): void {
  const trail = trailOf(found, request);
  if (trail.request.offeredStep >= 0) return; // offered twice: the books report it as a mistake
  trail.request = { ...trail.request, offeredUs: step.atUs, offeredStep: step.index };
}

function end(trail: Trail, step: Step, said: Step['event']): void {
  const { request } = trail;
  if (request.endedUs !== undefined) return;
  trail.request = {
    ...request,
    endedUs: step.atUs,
    endedStep: step.index,
    latencyUs: step.atUs - request.offeredUs,
    outcome: said.outcome as Outcome,
    detail: said.detail as string,
  };
}

// Spans of single steps.

const carries = (step: Step | undefined, request: number): boolean => step?.event.request === request;

/** What a step ended: a message's way or a timer's time; and the wait before that time, where there was one. */
function spansAt(played: Played, trail: Trail, step: Step): Span[] {
  if (step.kind === 'fault') return [];
  const span = spanOf(trail.request, step, step.envelope.sentAt);
  if (step.kind === 'message') return [span];
  const waited = waitBefore(played, trail, step);
  return waited === undefined ? [span] : [waited, span];
}

function spanOf(request: PlayedRequest, step: Step, startUs: number): Span {
  const { event } = step;
  const kind = step.kind === 'message' ? 'network' : isWork(step) ? 'working' : 'waiting';
  const from = step.kind === 'message' && step.from !== undefined ? { from: step.from.id } : {};
  return {
    kind,
    component: step.component.id,
    ...from,
    startUs,
    endUs: step.atUs,
    label: eventInWords(event.type),
    afterEnd: isAfter(request, step.atUs),
    critical: false,
    stepIndex: step.index,
  };
}
const later = (a: number, b: number): number => (a > b ? a : b);
const isWork = ({ event }: Step): boolean => typeof event.request === 'number' && !ENDS_A_WAIT.test(event.type);
const isAfter = ({ endedUs }: PlayedRequest, atUs: number): boolean => endedUs !== undefined && atUs > endedUs;

/** The wait for a timer that another request's step set. */
function waitBefore(played: Played, trail: Trail, step: Step): Span | undefined {
  const cause = played.history.steps[step.envelope.sentStep];
  if (cause === undefined || carries(cause, trail.request.request)) return undefined;
  const arrival = arrivalBefore(trail, cause);
  return arrival === undefined ? undefined : waitOf(trail.request, arrival, cause);
}

/** The request's last step before `cause` at the same component. */
function arrivalBefore({ steps }: Trail, cause: Step): Step | undefined {
  return steps.findLast(({ index, component }) => index < cause.index && component === cause.component);
}

const waitOf = (request: PlayedRequest, arrival: Step, until: Step): Span => ({
  kind: 'waiting',
  component: arrival.component.id,
  startUs: arrival.atUs,
  endUs: until.atUs,
  label: eventInWords(arrival.event.type),
  afterEnd: isAfter(request, until.atUs),
  critical: false,
  stepIndex: until.index,
});

// The critical path.

/** Latest first while it is walked; given back in the order of time. Empty for a request that has not ended. */
function criticalPath(played: Played, trail: Trail): Span[] {
  const { request } = trail;
  const path: Span[] = [];
  let step = request.endedStep === undefined ? undefined : played.history.steps[request.endedStep];
  while (step !== undefined && step.index > request.offeredStep) {
    const cause: Step | undefined = played.history.steps[step.envelope.sentStep];
    path.push(spanOf(request, step, later(step.envelope.sentAt, request.offeredUs)));
    if (cause === undefined || cause.index <= request.offeredStep) break;
    step = carries(cause, request.request) ? cause : waitedFor(played, trail, cause, path);
  }
  return path.reverse().map((span) => ({ ...span, critical: true }));
}

/**
 * The step from which the walk goes on when `cause` belongs to somebody else: the request's arrival where it waited. A step
 * that belongs to nobody (a component's own timer) is part of the way itself, unless it reaches back before the request.
 */
function waitedFor({ history }: Played, trail: Trail, cause: Step, path: Span[]): Step | undefined {
  const { request } = trail;
  const isNobodys = cause.event.request === undefined;
  const arrival = arrivalBefore(trail, cause);
  if (arrival === undefined && isNobodys && cause.envelope.sentStep >= request.offeredStep) return cause;
  const since =
    arrival ?? trail.steps.findLast(({ index }) => index < cause.index) ?? history.steps[request.offeredStep];
  if (since === undefined) return undefined;
  path.push(waitOf(request, since, cause));
  return since;
}
