/** The walk told in sentences: what each layer was asked, and what it said. */
import type { Step } from '../../src/kernel/index.ts';
import { type Ask, wish } from './asks.ts';
import type { CacheEvent } from './cache.ts';
import { type ConnectionContext, type ConnectionEvent, settingOf } from './connection.ts';
import type { DatabaseContext, DatabaseEvent } from './database.ts';
import type { DirectoryEvent } from './directory.ts';
import { type IdentityContext, type IdentityEvent, roleFor } from './identity.ts';
import { settingInWords } from './model.ts';
import { bits, names, subdomains } from './people.ts';
import { bound, decide, type Verdict } from './policy.ts';
import type { PoolContext } from './pool.ts';
import type { RequestContext, RequestEvent } from './request.ts';
import { sqlOf } from './statement.ts';

/** undefined leaves a step to the general sentence: losses and faults. */
export function narrate(step: Step): string | undefined {
  if (step.missed !== undefined || step.kind === 'fault') return undefined;
  return tellers[step.component.kindName]?.(step);
}

const tellers: Readonly<Record<string, (step: Step) => string | undefined>> = {
  request: tellRequest,
  directory: ({ event }) => tellDirectory(event as unknown as DirectoryEvent),
  identity: tellIdentity,
  cache: tellCache,
  pool: tellPool,
  connection: tellConnection,
  database: tellDatabase,
};

const before = <C>({ component, before: state }: Step): C => component.chart.view(state).context as C;
const after = <C>({ component, after: state }: Step): C => component.chart.view(state).context as C;
const stateOf = ({ component, after: state }: Step): unknown => component.chart.view(state).value;
const rows = (count: number): string => (count === 1 ? '1 row' : `${count === 0 ? 'no' : count} rows`);

function tellRequest(step: Step): string | undefined {
  const context = after<RequestContext>(step);
  const who = names[context.ask.who];
  if (step.kind === 'timer') return arrival(who, context);
  const event = step.event as unknown as RequestEvent;
  switch (event.type) {
    case 'TENANT':
      return `${who} is at the address of tenant ${event.tenant}; now it is asked who that is`;
    case 'MEMBER':
      return `${who} is ${event.role} with ${bits(event.mask)}; needed is ${bits(context.ask.needs)}: ${bits(event.mask)} & ${bits(context.ask.needs)} = ${bits(event.mask & context.ask.needs)}, ${stateOf(step) === 'refused' ? 'refused with 403' : 'permitted'}`;
    case 'NO_MEMBER':
      return `${who} is no member of tenant ${context.tenant}: refused with 403`;
    case 'HIT':
      return `${who} gets ${received(context)} from the cache`;
    case 'MISS':
      return `${who} has to ask the database, and waits for a connection`;
    case 'CONNECTION':
      return connected(who, step);
    case 'TENANT_SET':
      return context.params.context === 'session'
        ? `The tenant of ${who} is set and stays set; the connection goes back to the pool, and ${who} waits for one to ask with`
        : `The tenant of ${who} is set for this transaction; the statement follows`;
    case 'RESULT':
      return `${who} ${outcome(event.verdict, context)}, and the transaction ends`;
  }
}

function arrival(who: string, { ask, tenant }: RequestContext): string {
  if (ask.host === null)
    return `The job begins and wants ${wish(ask)}; ${tenant === null ? 'it does not know for whom it works' : `it works for tenant ${tenant}`}`;
  return `${who} asks at ${subdomains[ask.host]}.example.com for ${wish(ask)}`;
}

function connected(who: string, step: Step): string {
  const context = after<RequestContext>(step);
  if (stateOf(step) === 'setting')
    return `${who} has ${spaced(context.connection)} and sets the tenant: ${context.params.context === 'local' ? 'BEGIN; SET LOCAL' : 'SET'} app.tenant = '${context.tenant}'`;
  return `${who} has ${spaced(context.connection)} and asks at once, ${context.tenant === null ? 'without setting a tenant' : 'believing that its tenant is still set'}`;
}
const spaced = (id: string): string => id.replace('-', ' ');

function received({ rows: given, ask }: RequestContext): string {
  const crossed = given.filter(({ tenant }) => tenant !== ask.rightTo).length;
  return crossed === 0 ? rows(given.length) : `${rows(given.length)}, ${crossed} of them of another tenant`;
}

function outcome(verdict: Verdict, context: RequestContext): string {
  if ('sqlstate' in verdict) return `is refused with ${verdict.sqlstate}`;
  if ('rows' in verdict) return `gets ${received(context)}`;
  return whose(verdict.written.tenant, context.ask);
}
const whose = (tenant: number, { rightTo }: Ask): string =>
  tenant === rightTo ? `has written into tenant ${tenant}` : `has written into tenant ${tenant}, which is not theirs`;

const tellDirectory = ({ subdomain }: DirectoryEvent): string => `The directory looks for the tenant of ${subdomain}`;

function tellIdentity(step: Step): string {
  const event = step.event as unknown as IdentityEvent;
  const { params } = after<IdentityContext>(step);
  const found = roleFor(event, params);
  const who = names[event.token];
  if (found === undefined) return `The identity service finds no membership of ${who} in tenant ${event.tenant}`;
  return found.tenant === event.tenant
    ? `The identity service finds that ${who} is ${found.role} of tenant ${found.tenant}`
    : `The identity service finds that ${who} is ${found.role} of tenant ${found.tenant}, and does not notice that tenant ${event.tenant} was asked for`;
}

function tellCache(step: Step): string {
  const event = step.event as unknown as CacheEvent;
  if (event.type === 'KEEP') return `The cache keeps the answer under ${event.key}`;
  const kept = before<{ readonly kept: Readonly<Record<string, unknown>> }>(step).kept;
  return `The cache ${Object.hasOwn(kept, event.key) ? 'has' : 'does not have'} ${event.key}`;
}

function tellPool(step: Step): string {
  const lent = step.sent.find(({ event }) => event.type === 'CONNECTION')?.event;
  const request = (step.event as unknown as { readonly request: number }).request;
  if (step.event.type === 'ACQUIRE')
    return lent === undefined
      ? `Request ${request} waits for a connection`
      : `The pool lends ${spaced(String(lent.connection))} to request ${request}`;
  const connection = spaced(String((step.event as unknown as { readonly connection: string }).connection));
  const { waiting } = after<PoolContext>(step);
  return lent === undefined
    ? `${connection.replace('c', 'C')} is back in the pool`
    : `${connection.replace('c', 'C')} comes back and goes to request ${lent.request}${waiting.length > 0 ? '; another waits' : ''}`;
}

function tellConnection(step: Step): string {
  const is = settingInWords(settingOf(after<ConnectionContext>(step)));
  const event = step.event as unknown as ConnectionEvent;
  const who = `Connection ${step.component.id.split('-')[1]}`;
  switch (event.type) {
    case 'SET':
      return `${who}: app.tenant ${is}${event.local ? ' until COMMIT' : ' until somebody sets it anew'}`;
    case 'QUERY':
      return `${who}, as ${event.role}, with app.tenant ${is}: ${sqlOf(event.statement)}`;
    case 'RESULT':
      return `${who} passes the answer on`;
    case 'COMMIT':
      return `${who}: COMMIT; app.tenant ${is} from now on`;
  }
}

function tellDatabase(step: Step): string {
  const { role, setting, statement } = step.event as unknown as DatabaseEvent;
  const { params } = after<DatabaseContext>(step);
  const verdict = decide(statement, role, setting, params);
  const policy = bound(role, params)
    ? `The policy lets ${role} see ${setting === null || setting === '' ? 'nobody’s rows' : `tenant ${setting}`}`
    : params.policies === 'off'
      ? 'There is no policy'
      : `The policies do not bind ${role}`;
  if ('sqlstate' in verdict)
    return verdict.sqlstate === '42501'
      ? `${policy}: the row is refused, 42501`
      : `${policy}; the foreign key finds no such project: 23503`;
  if ('written' in verdict)
    return `${policy}; the row is written into tenant ${verdict.written.tenant}${verdict.written.project === undefined ? '' : `, on project ${verdict.written.project}`}`;
  return `${policy}: ${rows(verdict.rows.length)} of tenant ${[...new Set(verdict.rows.map(({ tenant }) => tenant))].join(' and ') || 'nobody'}`;
}
