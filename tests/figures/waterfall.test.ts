/** Where the time of one request went, as lanes. */
import { expect, test } from 'vitest';
import { longestIn, waterfallOf } from '../../src/figures/waterfall/rows.ts';
import { play, recipeOf, requestsOf } from '../../src/kernel/index.ts';
import { clientServer } from './fixtures/client-server.ts';

const failing = play(clientServer, recipeOf(clientServer, 'failing'));
const requests = requestsOf(failing);

test('the lanes of a request share its time on the critical path among them', () => {
  for (const request of requests.filter(({ latencyUs }) => latencyUs !== undefined)) {
    const { lanes } = waterfallOf(failing, request);
    const critical = lanes.reduce((sum, lane) => sum + lane.criticalUs, 0);
    expect(critical, `request ${request.request}`).toBe(request.latencyUs);
  }
});

test('the client of a request that has ended has the first lane', () => {
  const ended = requests.filter(({ endedUs }) => endedUs !== undefined);
  const clients = ended.map((request) => waterfallOf(failing, request).lanes[0]?.component);
  expect(clients.every((id) => id?.startsWith('client'))).toBe(true);
});

test('spans that share a row do not share a moment', () => {
  for (const request of requests)
    for (const { spans, rows } of waterfallOf(failing, request).lanes)
      for (let row = 0; row < Math.min(rows, 2); row++) {
        const own = spans.filter((span) => span.row === row && span.kind !== 'network');
        for (const [i, span] of own.entries())
          expect(own.slice(i + 1).every(({ startUs, endUs }) => startUs >= span.endUs || endUs <= span.startUs)).toBe(
            true,
          );
      }
});

test('only work after the end of a request is wasted, and no wait is shown after it', () => {
  for (const request of requests) {
    const { lanes } = waterfallOf(failing, request);
    for (const span of lanes.flatMap(({ spans }) => spans)) {
      if (span.wasted) expect([span.kind, span.afterEnd]).toEqual(['working', true]);
      if (span.kind === 'waiting' && request.endedUs !== undefined)
        expect(span.endUs).toBeLessThanOrEqual(request.endedUs);
    }
  }
});

test('where designs are compared, the longest way of a request is the axis of every lane', () => {
  const calm = play(clientServer, recipeOf(clientServer, 'calm'));
  const lanes = [calm, failing];
  const inEach = (request: (typeof requests)[number]) => lanes.map((played) => longestIn([played], request));
  const shared = requests.find((request) => new Set(inEach(request).filter(Number.isFinite)).size === 2);
  if (shared === undefined) throw new Error('no request of both runs took longer in one of them');
  expect(longestIn(lanes, shared)).toBe(Math.max(...inEach(shared)));
});
