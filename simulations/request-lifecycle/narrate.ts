/** A request's way told in sentences. Faults, losses and what comes too late are left to the general words. */
import type { Message, Step, View } from '../../src/kernel/index.ts';
import { listOf } from '../../src/parts/queue.ts';
import type { Slots } from '../../src/parts/slots.ts';
import type { EdgeContext } from './edge.ts';
import type { GatewayContext } from './gateway.ts';
import { type Ask, isPublic } from './messages.ts';
import type { RequestContext } from './request.ts';

export function narrate(step: Step): string | undefined {
  if (step.kind === 'fault') return undefined;
  if (step.missed !== undefined) return missed(step);
  return sentences[step.component.kindName]?.(step);
}

const before = ({ component, before: state }: Step): View => component.chart.view(state);
const after = ({ component, after: state }: Step): View => component.chart.view(state);
const messageOf = (sent: Step['sent'], type: string): Message | undefined =>
  sent.find((envelope) => envelope.timer === undefined && envelope.event.type === type)?.event;
const answers = (step: Step): number | undefined => messageOf(step.sent, 'RESPONSE')?.status as number | undefined;
const requestOf = (step: Step): string => `request ${step.event.request}`;

/** Answers that come for a request that has ended. */
function missed(step: Step): string | undefined {
  return step.missed === 'retired' ? tooLate(step) : undefined;
}

function tooLate(step: Step): string {
  return step.event.type === 'RESPONSE'
    ? `The answer to ${requestOf(step)}, ${step.event.status}, comes too late: its client has gone`
    : `${step.event.type} for ${requestOf(step)} comes too late: its client has gone`;
}

const sentences: Readonly<Record<string, (step: Step) => string | undefined>> = {
  browser: browserSentence,
  request: requestSentence,
  dns: (step) => stationSentence(step, 'The resolver', dnsDone),
  edge: edgeSentence,
  gateway: gatewaySentence,
  limiter: (step) => stationSentence(step, 'The limiter', limiterDone),
  auth: (step) => stationSentence(step, 'Authentication', authDone),
  validation: (step) => stationSentence(step, 'Validation', validationDone),
  controller: controllerSentence,
  cache: (step) => stationSentence(step, 'The cache', cacheDone),
  database: (step) => stationSentence(step, 'The database', databaseDone),
};

function browserSentence(step: Step): string | undefined {
  const [born] = step.spawned;
  if (born === undefined) return undefined;
  const { request, path, isNewcomer } = born.chart.view(born.state).context as RequestContext;
  return isNewcomer
    ? `A newcomer asks for ${path}, request ${request}, and has to find the site's address first`
    : `A user asks for ${path}, request ${request}, over an open connection`;
}

function requestSentence(step: Step): string | undefined {
  const { request, path, status, params } = after(step).context as RequestContext;
  const who = `Request ${request}`;
  if (before(step).status === 'done') return tooLate(step);
  if (step.kind === 'timer')
    return `The client of request ${request} has waited ${params.clientTimeoutMs} ms for ${path} and gives up`;
  switch (step.event.type) {
    case 'ADDRESS':
      return `${who} has the address of the site, and opens a connection to the nearest edge`;
    case 'ACCEPTED':
      return messageOf(step.sent, 'REQUEST') === undefined
        ? `${who} is connected, and begins to agree on keys`
        : `${who} is connected, knows its keys from last time, and asks for ${path}`;
    case 'SECURED':
      return messageOf(step.sent, 'REQUEST') === undefined
        ? `${who} needs one more round trip for its keys`
        : `${who} has a safe connection, and asks for ${path}`;
    case 'RESPONSE':
      return `${who} has its answer: ${inWords(status, step.event)}`;
    default:
      return undefined;
  }
}

function inWords(status: number, event: Message): string {
  const after = typeof event.retryAfterMs === 'number' ? `, Retry-After: ${Math.ceil(event.retryAfterMs / 1000)}` : '';
  return `${status} ${REASONS[status] ?? ''}`.trim() + after;
}
/** Reason phrases of RFC 9110 and RFC 6585. */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  401: 'Unauthorized',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

function edgeSentence(step: Step): string | undefined {
  const who = requestOf(step);
  switch (step.event.type) {
    case 'CONNECT':
      return `The edge accepts the connection of ${who}`;
    case 'HELLO':
      return `The edge answers the handshake of ${who}`;
    case 'REQUEST':
      return answers(step) === 503
        ? `The edge has too many open requests, and refuses ${who}`
        : `The edge takes ${who} and looks for a copy of ${(step.event as unknown as Ask).path}`;
    case 'LOOKED_UP':
      return lookedUp(step);
    case 'RESPONSE':
      return edgePassesOn(step);
    case 'ORIGIN_TIMED_OUT':
      return answers(step) === undefined ? undefined : `The origin does not answer ${who}; the edge answers 504`;
    default:
      return undefined;
  }
}

function lookedUp(step: Step): string | undefined {
  const path = (before(step).context as EdgeContext).open[step.event.request as number]?.path;
  if (path === undefined) return undefined;
  if (answers(step) !== undefined) return `The edge has a copy of ${path}; it answers at once`;
  return isPublic(path)
    ? `The edge has no copy of ${path}; it asks the origin`
    : `The edge may not keep ${path}, which is personal; it asks the origin`;
}

function edgePassesOn(step: Step): string {
  if (answers(step) === undefined) return `The edge waits no longer for the answer to ${requestOf(step)}, and drops it`;
  const { copies } = after(step).context as EdgeContext;
  const isKept = copies.length > (before(step).context as EdgeContext).copies.length;
  return `The edge passes ${step.event.status} on for ${requestOf(step)}${isKept ? `, and keeps a copy of ${step.event.path}` : ''}`;
}

function gatewaySentence(step: Step): string | undefined {
  const who = requestOf(step);
  const openNow = Object.keys((after(step).context as GatewayContext).open).length;
  switch (step.event.type) {
    case 'REQUEST':
      return answers(step) === 503
        ? `The gateway has too many open requests, and refuses ${who} with 503`
        : `The gateway takes ${who}; ${openNow} ${openNow === 1 ? 'is' : 'are'} open`;
    case 'ROUTED':
      return `The gateway passes ${who} in, to the limiter`;
    case 'RESPONSE':
      return answers(step) === undefined
        ? `The gateway has answered ${who} already, and drops what comes now`
        : `The gateway answers ${who} with ${step.event.status}`;
    case 'UPSTREAM_TIMED_OUT':
      return `Nobody behind the gateway answers ${who} in time; the gateway answers 504`;
    default:
      return undefined;
  }
}

/** What a station says when it has done its work, without what it begins next. */
type Done = (step: Step, ask: Ask) => string;

function stationSentence(step: Step, who: string, done: Done): string {
  const was = before(step).context as Slots<Ask>;
  const is = after(step).context as Slots<Ask>;
  if (step.event.type === 'WORK_DONE') {
    const one = was.working.find(({ job }) => job.request === step.event.request && job.type === step.event.job);
    return one === undefined ? `${who} is done` : `${done(step, one.job)}${aftermath(was, is)}`;
  }
  if (is.working.length > was.working.length) return `${who} begins with ${requestOf(step)}`;
  if (is.waiting.size > was.waiting.size)
    return `${who} is busy; ${requestOf(step)} waits, with ${is.waiting.size - 1} before it`;
  return is === was || is.waiting.size === was.waiting.size
    ? `${who} has no place left, and refuses ${requestOf(step)}`
    : `${who} does not begin with ${requestOf(step)}: it would come too late`;
}

/** Who is thrown out of the line, and who is next. */
function aftermath(was: Slots<Ask>, is: Slots<Ask>): string {
  const begun = is.working.filter((one) => !was.working.includes(one)).map(({ job }) => job.request);
  const left = was.waiting.size - is.waiting.size - begun.length;
  const dropped = listOf(was.waiting)
    .slice(0, left + begun.length)
    .map(({ request }) => request)
    .filter((request) => !begun.includes(request));
  return [
    dropped.length > 0 ? `; it throws out ${requests(dropped)}, too late to be done in time` : '',
    begun.length > 0 ? `; next is ${requests(begun)}` : '',
  ].join('');
}
const requests = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'request' : 'requests'} ${numbers.join(', ')}`;

const dnsDone: Done = (_step, ask) => `The resolver tells request ${ask.request} the address`;
const limiterDone: Done = (step, ask) =>
  answers(step) === 429
    ? `The limiter has no token left, and turns request ${ask.request} away with 429`
    : `The limiter lets request ${ask.request} through`;
const authDone: Done = (_step, ask) =>
  ask.token === 'valid'
    ? `Authentication knows who sent request ${ask.request}`
    : `The token of request ${ask.request} has expired: 401`;
const validationDone: Done = (_step, ask) =>
  ask.payload === 'invalid'
    ? `The body of request ${ask.request} is not what the API accepts: 422`
    : `Validation finds nothing wrong with request ${ask.request}`;
const cacheDone: Done = (step, ask) => {
  if (ask.type === 'STORE') return `The cache keeps ${ask.path}`;
  return messageOf(step.sent, 'FOUND') === undefined
    ? `The cache does not have ${ask.path}, for request ${ask.request}`
    : `The cache has ${ask.path}, for request ${ask.request}`;
};
const databaseDone: Done = (step, ask) =>
  step.atUs > ask.deadlineUs
    ? `The database has the rows for request ${ask.request}, for which nobody waits any more`
    : `The database has the rows for request ${ask.request}`;

function controllerSentence(step: Step): string | undefined {
  const was = before(step).context as Slots<Ask>;
  const is = after(step).context as Slots<Ask>;
  const who = requestOf(step);
  const next = aftermath(was, is);
  switch (step.event.type) {
    case 'HANDLE':
      if (step.before === step.after && answers(step) === undefined)
        return `The controller has ${who} already, and drops the copy`;
      return stationSentence(step, 'The controller', () => '');
    case 'COMPUTED':
      return `The controller asks the cache for ${who}`;
    case 'FOUND':
      return step.before === step.after
        ? `The cache's answer for ${who} comes too late to be of use`
        : `The controller has what it needs for ${who} from the cache, and answers${next}`;
    case 'MISSING':
    case 'CACHE_TIMED_OUT':
      return asksDatabase(step, next);
    case 'ROWS':
      return step.before === step.after
        ? `The rows for ${who} come too late: the controller has given up`
        : `The controller has the rows for ${who}, and answers${next}`;
    case 'NO_CONNECTION':
      return `No place is left in the line for a connection: the controller answers ${who} with 503${next}`;
    case 'TOO_LATE':
      return `The database has thrown ${who} out of its line; the controller answers 504${next}`;
    case 'DATABASE_TIMED_OUT':
      return `The database does not answer ${who} in time; the controller answers 504${next}`;
    default:
      return undefined;
  }
}

function asksDatabase(step: Step, next: string): string {
  const who = requestOf(step);
  const why = step.event.type === 'MISSING' ? 'not in the cache' : 'no word from the cache';
  if (step.before === step.after) return `The cache's answer for ${who} comes too late to be of use`;
  return messageOf(step.sent, 'QUERY') === undefined
    ? `The database would answer ${who} too late: the controller does not ask it, and answers 504${next}`
    : `The controller asks the database for ${who}: ${why}`;
}
