/** What is observed of a backlog: how long it is, how old its oldest message is, how long it takes to go. */
import { level, now, observe } from '../../src/kernel/index.ts';
import type { Entry } from './brokers/shelf.ts';

export interface Peak {
  readonly length: number;
  readonly atUs: number;
}
interface Watched {
  readonly context: { readonly peak: Peak };
  readonly system: unknown;
  readonly enqueue: ((action: unknown) => void) & { assign(part: { readonly peak: Peak }): void };
}

/** Fewer than this are no backlog that takes time to drain. */
const WORTH_DRAINING = 5;

/** To be asked after every change, with the backlog as it is then. */
export function watched(scope: Watched, backlog: readonly Entry[]): void {
  const { context, enqueue } = scope;
  const at = now(scope as { readonly system: unknown });
  const { peak } = context;
  enqueue(level('backlog', backlog.length));
  enqueue(level('oldestS', backlog.length === 0 ? 0 : (at - oldestOf(backlog)) / 1e6));
  if (backlog.length >= Math.max(peak.length, 1)) enqueue.assign({ peak: { length: backlog.length, atUs: at } });
  if (backlog.length > 0) return;
  if (peak.length >= WORTH_DRAINING) enqueue(observe('drainS', (at - peak.atUs) / 1e6));
  if (peak.length > 0) enqueue.assign({ peak: { length: 0, atUs: 0 } });
}

export const oldestOf = (backlog: readonly Entry[]): number =>
  backlog.reduce((oldest, { publishedUs }) => Math.min(oldest, publishedUs), Number.POSITIVE_INFINITY);
