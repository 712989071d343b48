/**
 * What a decision is told to the client as: `Retry-After` (RFC 9110, section 10.2.3) and the fields of the Internet draft
 * draft-ietf-httpapi-ratelimit-headers, `RateLimit-Policy` and `RateLimit`.
 */
import type { Decision, Policy } from './algorithms.ts';

/** Seconds, rounded up, so that whoever obeys is admitted; at least one. */
export const wholeSeconds = (us: number): number => Math.max(1, Math.ceil(us / 1_000_000));

const BUCKETS: readonly Policy['algorithm'][] = ['token-bucket', 'gcra', 'leaky-bucket'];

/**
 * A bucket's quota is its burst, which comes back in burst × window / limit; a window's is its limit. `t` is given where it
 * is known: when one more is admitted.
 */
export function fieldsOf(name: string, policy: Policy, decision: Decision): Readonly<Record<string, string>> {
  const { quota, seconds } = quotaOf(policy);
  const wait = decision.admitted ? '' : `;t=${wholeSeconds(decision.retryAfterUs)}`;
  return {
    ...(decision.admitted ? {} : { 'Retry-After': String(wholeSeconds(decision.retryAfterUs)) }),
    'RateLimit-Policy': `"${name}";q=${quota};w=${seconds}`,
    RateLimit: `"${name}";r=${decision.remaining}${wait}`,
  };
}

function quotaOf({ algorithm, limit, windowUs, burst }: Policy): { quota: number; seconds: number } {
  if (!BUCKETS.includes(algorithm)) return { quota: limit, seconds: wholeSeconds(windowUs) };
  return { quota: burst, seconds: wholeSeconds((burst * windowUs) / limit) };
}
