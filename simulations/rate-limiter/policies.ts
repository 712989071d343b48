/** Which policy a tenant's request is held to, and under which key its counter lives. */
import type { Policy } from './algorithms.ts';
import type { RateLimiterParams } from './knobs.ts';
import { trafficOf } from './traffic.ts';

export interface Held {
  /** Whose counter it is. */
  readonly key: string;
  readonly policy: Policy;
}

const policyOf = (params: RateLimiterParams, times: number): Policy => ({
  algorithm: params.algorithm,
  limit: params.limit * times,
  windowUs: params.windowS * 1_000_000,
  burst: params.burst * times,
});

/** How many times the limit a tenant was promised: 1, but for those of a higher tier. */
export const shareOf = (params: RateLimiterParams, tenant: string): number =>
  trafficOf(params).find(({ id }) => id === tenant)?.share ?? 1;

/** What the tenant was promised, whatever the limiter makes of it. */
export const promiseTo = (params: RateLimiterParams, tenant: string): Policy =>
  policyOf(params, shareOf(params, tenant));

/** What the limiter holds it to. */
export function heldTo(params: RateLimiterParams, tenant: string): Held {
  switch (params.scope) {
    case 'tenant':
      return { key: tenant, policy: policyOf(params, 1) };
    case 'tier':
      return { key: tenant, policy: promiseTo(params, tenant) };
    case 'everybody': {
      const all = trafficOf(params).reduce((sum, { share = 1 }) => sum + share, 0);
      return { key: 'everybody', policy: policyOf(params, all) };
    }
  }
}

/**
 * What a gateway holds a tenant to by itself when the store does not answer: the whole limit, or its share of it; by size, those
 * whose limit is larger than the smallest have a share. Rounded up: a share of nothing would refuse everybody whose limit is
 * smaller than the number of gateways.
 */
export function heldToAlone(params: RateLimiterParams, tenant: string): Held {
  const held = heldTo(params, tenant);
  const shares = params.whenStoreFails === 'by-size' ? shareOf(params, tenant) > 1 : params.whenStoreFails === 'share';
  if (!shares) return held;
  const { limit, burst } = held.policy;
  const share = (whole: number): number => Math.ceil(whole / params.gateways);
  return { ...held, policy: { ...held.policy, limit: share(limit), burst: share(burst) } };
}

/** The store that keeps a key: tenants are dealt out over the shards by their number. */
export function storeOf(params: RateLimiterParams, key: string): string {
  const number = Number(/\d+$/.exec(key)?.[0] ?? 1);
  return storeNamed((number - 1) % params.shards);
}
export const storeNamed = (shard: number): string => (shard === 0 ? 'store' : `store-${shard + 1}`);
