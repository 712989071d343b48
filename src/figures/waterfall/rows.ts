/** The spans of one request as lanes: one for each component, in the order in which the request reached them. */
import { type Played, type PlayedRequest, requestsOf, type Span, spansOf } from '../../kernel/index.ts';
import type { PictureProps } from '../contract.ts';

export interface Lane {
  readonly component: string;
  readonly spans: readonly Span[];
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

const lengthOf = (spans: readonly Span[]): number =>
  spans.reduce((sum, { startUs, endUs }) => sum + endUs - startUs, 0);

export function waterfallOf(played: Played, request: PlayedRequest): Waterfall {
  const spans = spansOf(played, request.request);
  const lanes = [...Map.groupBy(spans, ({ component }) => component)].map(([component, own]) => ({
    component,
    spans: own,
    criticalUs: lengthOf(own.filter(({ critical }) => critical)),
    wastedUs: lengthOf(own.filter(({ afterEnd, kind }) => afterEnd && kind === 'working')),
  }));
  const end = request.endedUs ?? played.endedAtUs;
  return { request, lanes, startUs: request.offeredUs, endUs: Math.max(end, ...spans.map(({ endUs }) => endUs)) };
}

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
