/** The spans of one request as lanes: one for each component, its client first, then in the order in which it reached them. */
import { type Played, type PlayedRequest, requestsOf, type Span, spansOf } from '../../kernel/index.ts';
import type { PictureProps } from '../contract.ts';

/** A span with its row in its lane: those of one time go below each other. */
export interface Placed extends Span {
  readonly row: number;
  /** Work that went on when nobody waited for it any more. */
  readonly wasted: boolean;
}

export interface Lane {
  readonly component: string;
  readonly spans: readonly Placed[];
  readonly rows: number;
  /** Time on the critical path, in microseconds. */
  readonly criticalUs: number;
  /** Work that went on after the request had ended. */
  readonly wastedUs: number;
}

export interface Waterfall {
  readonly request: PlayedRequest;
  readonly lanes: readonly Lane[];
  readonly startUs: number;
  /** When the last span ended, wasted work included. */
  readonly endUs: number;
}

/** More than so much at a time in one lane is drawn over each other. */
const MOST_ROWS = 3;

/** The time that the spans cover together. */
function covered(spans: readonly Span[]): number {
  let [sum, until] = [0, -Infinity];
  for (const { startUs, endUs } of spans.toSorted((a, b) => a.startUs - b.startUs)) {
    sum += Math.max(0, endUs - Math.max(startUs, until));
    until = Math.max(until, endUs);
  }
  return sum;
}

function stacked(spans: readonly Span[]): readonly Placed[] {
  const free: number[] = [];
  return spans.map((span) => {
    const wasted = span.afterEnd && span.kind === 'working';
    // A message is a line, and stands where it arrives.
    if (span.kind === 'network') return { ...span, row: 0, wasted };
    const found = free.findIndex((until) => until <= span.startUs);
    const row = found >= 0 ? found : Math.min(free.length, MOST_ROWS - 1);
    free[row] = Math.max(free[row] ?? 0, span.endUs);
    return { ...span, row, wasted };
  });
}

function laneOf(component: string, spans: readonly Span[], endedUs: number): Lane {
  const placed = stacked(spans);
  // Of work that was under way at the end, only what came after it is wasted.
  const wasted = placed
    .filter(({ wasted }) => wasted)
    .map((span) => ({ ...span, startUs: Math.max(span.startUs, endedUs) }));
  return {
    component,
    spans: placed,
    rows: Math.max(...placed.map(({ row }) => row)) + 1,
    criticalUs: covered(spans.filter(({ critical }) => critical)),
    wastedUs: covered(wasted),
  };
}

/** A timer that nobody has called off tells nothing once the request has ended. */
function untilEnd(span: Span, endedUs: number): readonly Span[] {
  if (span.kind !== 'waiting' || span.critical || span.endUs <= endedUs) return [span];
  return span.startUs < endedUs ? [{ ...span, endUs: endedUs }] : [];
}

export function waterfallOf(played: Played, request: PlayedRequest): Waterfall {
  const end = request.endedUs ?? played.endedAtUs;
  const spans = spansOf(played, request.request).flatMap((span) => untilEnd(span, end));
  const byComponent = Map.groupBy(spans, ({ component }) => component);
  const client = [request.offeredStep, request.endedStep ?? -1]
    .map((step) => played.history.steps[step]?.component.id ?? '')
    .find((id) => byComponent.has(id));
  const lanes = [...byComponent]
    .toSorted(([a], [b]) => Number(b === client) - Number(a === client))
    .map(([component, own]) => laneOf(component, own, end));
  return { request, lanes, startUs: request.offeredUs, endUs: Math.max(end, ...spans.map(({ endUs }) => endUs)) };
}

/** How much of an axis a request takes, in microseconds: in whichever lane it took longest, so that lengths compare. */
export const longestIn = (lanes: readonly Played[], { request }: PlayedRequest): number =>
  Math.max(
    ...lanes.flatMap((played) =>
      requestsOf(played)
        .filter((one) => one.request === request)
        .map((one) => waterfallOf(played, one))
        .map(({ startUs, endUs }) => endUs - startUs),
    ),
  );

/** The request to show: the chosen one, that of the current step, or the one that took longest. */
export function shownRequest({
  played,
  selection,
  moment,
}: Pick<PictureProps, 'played' | 'selection' | 'moment'>): PlayedRequest | undefined {
  const requests = requestsOf(played);
  const find = (number: unknown) => requests.find(({ request }) => request === number);
  return find(selection.request) ?? find(moment.step?.event.request) ?? slowest(requests);
}

export const slowest = (requests: readonly PlayedRequest[]): PlayedRequest | undefined =>
  requests.reduce<PlayedRequest | undefined>(
    (most, one) => ((one.latencyUs ?? -1) > (most?.latencyUs ?? -2) ? one : most),
    undefined,
  );
