/**
 * What a decision is told to the client as: `Retry-After` (RFC 9110, section 10.2.3) and the fields of the Internet draft
 * draft-ietf-httpapi-ratelimit-headers-11 of 23 May 2026, `RateLimit-Policy` and `RateLimit`.
 */
import { type Decision, decide, type Policy } from './algorithms.ts';

/** Seconds, rounded up, so that whoever obeys is admitted; at least one. */
export const wholeSeconds = (us: number): number => Math.max(1, Math.ceil(us / 1_000_000));

const BUCKETS: readonly Policy['algorithm'][] = ['token-bucket', 'gcra', 'leaky-bucket'];

/** Section 4.1 of the draft: `r` units are left, and a client should use no more than that in the next `t` seconds. */
export interface ServiceLimit {
  readonly r: number;
  readonly t: number;
}

/**
 * `t` is for how long `r` units last at the policy's own rate, so that a client that divides one by the other never goes
 * faster than the policy does (section 6 asks for that). When nothing is left, it is the wait until one more is admitted.
 */
export function serviceLimit(policy: Policy, decision: Decision, nowUs: number): ServiceLimit {
  const { admitted, remaining: r, memory, retryAfterUs } = decision;
  if (!admitted) return { r, t: wholeSeconds(retryAfterUs) };
  if (r === 0) return { r, t: wholeSeconds(decide(policy, memory, nowUs).retryAfterUs) };
  return { r, t: wholeSeconds((r * policy.windowUs) / policy.limit) };
}

/**
 * A bucket's quota is its burst, which comes back in burst × window / limit; a window's is its limit. Requests in progress are
 * counted in a unit of their own and have no window.
 */
export function fieldsOf(
  name: string,
  policy: Policy,
  decision: Decision,
  nowUs: number,
): Readonly<Record<string, string>> {
  const { r, t } = serviceLimit(policy, decision, nowUs);
  const isRate = policy.algorithm !== 'concurrency';
  return {
    ...(decision.admitted ? {} : { 'Retry-After': String(wholeSeconds(decision.retryAfterUs)) }),
    'RateLimit-Policy': `"${name}";${isRate ? quotaOf(policy) : `q=${policy.limit};qu="concurrent-requests"`}`,
    RateLimit: `"${name}";r=${r}${isRate || !decision.admitted ? `;t=${t}` : ''}`,
  };
}

function quotaOf({ algorithm, limit, windowUs, burst }: Policy): string {
  if (!BUCKETS.includes(algorithm)) return `q=${limit};w=${wholeSeconds(windowUs)}`;
  return `q=${burst};w=${wholeSeconds((burst * windowUs) / limit)}`;
}
