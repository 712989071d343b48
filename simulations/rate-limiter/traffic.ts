/** Who sends what: each tenant's arrivals, as data. Nothing here knows of a limiter. */
import type { Arrivals } from '../../src/kernel/index.ts';
import type { RateLimiterParams } from './knobs.ts';

export interface TenantSpec {
  readonly id: string;
  readonly label: string;
  readonly arrivals: Arrivals;
  /** How many requests it sends at most. */
  readonly requests: number;
  /** Its promise is so many times the limit: its tier. */
  readonly share?: number;
  /** How many times the work of the cheapest request each of its requests is: 1 unless given. */
  readonly weight?: number;
  /** Whether all its requests reach one gateway, whatever the knob says. */
  readonly kept?: boolean;
  /** Asks for more than it may: what a noisy neighbour costs is not measured on it. The first tenant always counts as such. */
  readonly greedy?: boolean;
}

/** On the way to the gateway; a burst that is to arrive at a moment is sent this much earlier. */
export const TENANT_LINK_MS = 5;

/** More than one store can decide about, at the pace that the scenario gives it. */
const HOT_PER_SECOND = 80;
const HOT_REQUESTS = 480;

/** An export is twenty reads. Fixed numbers, so that designs with other limits meet the same arrivals. */
const EXPORT_WEIGHT = 20;
const EXPORTS_PER_SECOND = 5;
const READS_PER_SECOND = 3;

/** A large tenant’s promise, in small ones. */
const LARGE = 4;

export function trafficOf(params: RateLimiterParams): readonly TenantSpec[] {
  const windowMs = params.windowS * 1000;
  const perSecond = params.limit / params.windowS;
  const one = (arrivals: Arrivals, requests: number): TenantSpec[] => [
    { id: 'tenant-1', label: 'Tenant', arrivals, requests },
  ];
  switch (params.traffic) {
    case 'boundary':
      return one(
        recorded([...burst(windowMs - 600, params.limit, 500), ...burst(windowMs + 50, params.limit, 500)]),
        2 * params.limit,
      );
    case 'adversary': {
      const pace = Array.from({ length: params.limit }, (_, i) => windowMs + ((i + 1) * windowMs) / params.limit - 1);
      return one(recorded([...burst(windowMs - 110, params.limit, 100), ...pace]), 2 * params.limit);
    }
    case 'race':
      return one(recorded([0, 0, 0]), 3);
    case 'steady':
      return one({ kind: 'poisson', perSecond: perSecond / 2 }, 3 * params.limit);
    case 'overload':
      return one({ kind: 'poisson', perSecond: perSecond * 5 }, 10 * params.limit);
    case 'idle':
      return one(recorded([...burst(4 * windowMs + windowMs / 2, 3 * params.limit, windowMs / 2)]), 3 * params.limit);
    case 'tiers':
      return (
        [
          ['Free', 1],
          ['Paid', 3],
          ['Enterprise', 8],
        ] as const
      ).map(([label, share], i) => ({
        id: `tenant-${i + 1}`,
        label,
        share,
        arrivals: { kind: 'poisson', perSecond: perSecond * share * 0.6 },
        requests: 2 * share * params.limit,
      }));
    case 'hot':
      return [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => ({
        id: `tenant-${n}`,
        label: n === 1 ? 'Hot' : `Quiet ${n - 1}`,
        arrivals: { kind: 'poisson', perSecond: n === 1 ? HOT_PER_SECOND : perSecond / 2 },
        requests: n === 1 ? HOT_REQUESTS : params.limit,
      }));
    case 'exports':
      return [1, 2, 3].map((n) => ({
        id: `tenant-${n}`,
        label: n === 1 ? 'Exporter' : `Reader ${n - 1}`,
        weight: n === 1 ? EXPORT_WEIGHT : 1,
        arrivals: { kind: 'poisson', perSecond: n === 1 ? EXPORTS_PER_SECOND : READS_PER_SECOND },
        requests: n === 1 ? 100 : 60,
      }));
    case 'crowd':
      return [1, 2, 3, 4].map((n) => ({
        id: `tenant-${n}`,
        label: `Tenant ${n}`,
        arrivals: { kind: 'poisson', perSecond: perSecond * 8 },
        requests: 16 * params.limit,
      }));
    case 'sizes':
      // No more than four: a picture has a named row for each of so many, and one bar for more.
      return [
        { label: 'Large scraper', share: LARGE, asks: 4 },
        { label: 'Small scraper', asks: 8, greedy: true },
        { label: 'Large paying', share: LARGE, asks: 0.5 },
        { label: 'Small paying', asks: 0.5, kept: true },
      ].map(({ asks, ...spec }, i) => ({
        ...spec,
        id: `tenant-${i + 1}`,
        arrivals: { kind: 'poisson', perSecond: perSecond * (spec.share ?? 1) * asks },
        requests: Math.ceil(2 * params.limit * (spec.share ?? 1) * asks),
      }));
    case 'neighbours':
      return [
        {
          id: 'tenant-1',
          label: 'Scraper',
          arrivals: { kind: 'poisson', perSecond: perSecond * 8 },
          requests: 24 * params.limit,
        },
        ...[2, 3].map((n) => ({
          id: `tenant-${n}`,
          label: `Paying ${n - 1}`,
          arrivals: { kind: 'poisson', perSecond: perSecond / 2 } as const,
          requests: 2 * params.limit,
        })),
      ];
  }
}

/** As the picture calls it: "Scraper". */
export const labelOf = (params: RateLimiterParams, tenant: string): string =>
  trafficOf(params).find(({ id }) => id === tenant)?.label ?? tenant;

const recorded = (atMs: readonly number[]): Arrivals => ({ kind: 'recorded', atMs });
/** `count` arrivals at the gateway, evenly from `fromMs` over `overMs`. */
const burst = (fromMs: number, count: number, overMs: number): number[] =>
  Array.from({ length: count }, (_, i) => fromMs - TENANT_LINK_MS + (count > 1 ? (i * overMs) / (count - 1) : 0));
