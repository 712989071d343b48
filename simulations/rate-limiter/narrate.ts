/** Sentences for the steps of this model that the general words would leave bare. */
import type { Component, Step } from '../../src/kernel/index.ts';
import { wholeSeconds } from './fields.ts';
import type { RateLimiterParams } from './knobs.ts';
import { labelOf, trafficOf } from './traffic.ts';

export function narrate(step: Step, nameOf: (component: Component) => string): string | undefined {
  if (step.missed !== undefined || step.envelope.fault !== undefined) return undefined;
  const who = tenantOf(step) ?? nameOf(step.component);
  const { event } = step;
  switch (event.type) {
    case 'REQUEST':
      return `${who} gets request ${event.request}${attempt(event.attempt)}${verdict(step)}`;
    case 'DECIDED':
    case 'VALUE':
      return `The store answers ${who} about request ${event.request}${verdict(step)}${batch(event.extra)}`;
    case 'OPERATION_DONE':
      return step.sent.length === 0 ? `${who} has written` : `${who} answers${about(event.request)}`;
    case 'STORE_TIMED_OUT':
      return step.sent.length === 0
        ? `${who} has its answer about request ${event.request}: the timeout means nothing`
        : `The store does not answer in time about request ${event.request}${verdict(step)}`;
    case 'TAKE':
    case 'GET':
    case 'SET':
      return `The store gets ${event.type} for request ${event.request}`;
    case 'WORK':
      return `The API gets request ${event.request}`;
    case 'WORK_DONE':
      return `The API has done request ${event.request}`;
    case 'DONE':
      return `${who} passes the answer to request ${event.request} on`;
    case 'RESPONSE':
      return `${who} has its answer to request ${event.request}: ${event.status}`;
    case 'REFUSED':
      return `${who} is refused request ${event.request}: ${event.status}, Retry-After ${wholeSeconds(event.retryAfterUs as number)}`;
    case 'QUOTA_IS_BACK':
      return step.sent.length === 0 ? `${who} may send again` : `${who} may send again, and tries one`;
    case 'RETRY':
      return `${who} tries request ${event.request} again, attempt ${event.attempt}`;
    case 'AUDIT':
      return audited(step);
    case 'SYNCHRONISE':
      return `${who} tells the store what it admitted`;
    case 'TOTALS':
      return `${who} learns what the others admitted`;
    default:
      return event.type.startsWith('xstate.after.gap') ? sends(step, who) : undefined;
  }
}

/** A tenant goes by the name that its picture has. */
function tenantOf({ component, after }: Step): string | undefined {
  if (component.kindName !== 'tenant') return undefined;
  const { params, id } = component.chart.view(after).context;
  return labelOf(params, id);
}

const about = (request: unknown): string => (request === undefined ? '' : ` about request ${request}`);
const batch = (extra: unknown): string => (Number(extra ?? 0) > 0 ? `, with ${extra} more for later` : '');
const attempt = (n: unknown): string => (n === 1 ? '' : `, attempt ${n}`);

function sends(step: Step, who: string): string {
  const request = step.sent.find((envelope) => envelope.event.type === 'REQUEST')?.event.request;
  return request === undefined ? `${who} has nothing left to send` : `${who} sends request ${request}`;
}

function verdict(step: Step): string {
  for (const { event } of step.sent) {
    if (event.type === 'AUDIT') return event.admitted ? ' and admits it' : ' and refuses it';
    if (event.type === 'TAKE' || event.type === 'GET') return ' and asks the store';
  }
  return '';
}

function audited(step: Step): string {
  const { tenant, admitted, request } = step.event;
  const { logs, params } = step.component.chart.view(step.after).context;
  const carried = `${whose(params, tenant as string)} last ${params.windowS} seconds now carry ${logs[tenant as string].admitted.length}`;
  return `Request ${request} is ${admitted ? 'admitted' : 'refused'}: ${carried}`;
}

const whose = (params: RateLimiterParams, tenant: string): string =>
  trafficOf(params).length === 1 ? 'the' : `${labelOf(params, tenant)}’s`;
