/** The sale told in sentences, for the steps where a general one would say too little. */
import type { Step, View } from '../../src/kernel/index.ts';
import type { BuyerContext, BuyerEvent } from './buyer.ts';
import type { LockContext } from './lock.ts';
import type { RowContext, RowEvent } from './row.ts';

/** undefined leaves a step to the general sentence: losses, other faults, and what comes too late. */
export function narrate(step: Step): string | undefined {
  if (step.missed !== undefined) return undefined;
  if (step.kind === 'fault') return pauseSentence(step);
  switch (step.component.kindName) {
    case 'buyer':
      return buyerSentence(step);
    case 'row':
      return rowSentence(step);
    case 'lock':
      return lockSentence(step);
    default:
      return undefined;
  }
}

const before = ({ component, before: state }: Step): View => component.chart.view(state);
const after = ({ component, after: state }: Step): View => component.chart.view(state);
const sends = (step: Step, type: string) => step.sent.find((envelope) => envelope.event.type === type)?.event;

function pauseSentence({ envelope, component, after: state }: Step): string | undefined {
  if (envelope.fault?.fault.kind !== 'pause' || component.kindName !== 'buyer') return undefined;
  const { request } = component.chart.view(state).context as BuyerContext;
  return envelope.fault.begins
    ? `Buyer ${request} stops, and does not notice that it does`
    : `Buyer ${request} goes on as if nothing had happened`;
}

function buyerSentence(step: Step): string | undefined {
  const view = after(step);
  const context = view.context as BuyerContext;
  const who = `Buyer ${context.request}`;
  if (before(step).status === 'done') return `${who} has its answer already; ${step.event.type} changes nothing`;
  if (step.kind === 'timer') return timerSentence(who, step);
  const event = step.event as unknown as BuyerEvent;
  switch (event.type) {
    case 'GRANTED':
      return `${who} holds the lock with token ${event.token} and asks for the stock`;
    case 'STOCK':
      return view.value === 'sold-out'
        ? `${who} reads stock 0 and leaves`
        : `${who} reads stock ${event.stock} and decides to buy`;
    case 'WRITTEN':
      return `${who} has bought`;
    case 'SOLD_OUT':
      return `${who} is told that nothing is left`;
    case 'CONFLICT':
      return `${who} was overtaken and reads again`;
    case 'FENCED':
      return `${who} is told that its lock is gone, and gives up`;
  }
}

function timerSentence(who: string, step: Step): string | undefined {
  if (before(step).value === 'arriving') return `${who} arrives and ${firstAct(after(step).value as string)}`;
  const write = sends(step, 'WRITE');
  return write === undefined ? undefined : `${who} writes stock ${write.stock}`;
}
const firstAct = (state: string): string =>
  state === 'acquiring' ? 'asks for the lock' : state === 'asking' ? 'asks for one item' : 'asks for the stock';

function rowSentence(step: Step): string | undefined {
  const event = step.event as unknown as RowEvent;
  const was = before(step).context as RowContext;
  const is = after(step).context as RowContext;
  const who = `Buyer ${event.request}`;
  if (sends(step, 'FENCED') !== undefined)
    return `The row refuses ${who}: its token ${tokenOf(event)} is older than ${is.token}`;
  if (sends(step, 'CONFLICT') !== undefined) return `The row refuses ${who}: it has changed since that read`;
  switch (event.type) {
    case 'READ':
      return `The row tells ${who} that the stock is ${is.stock}${is.token > was.token ? `, and remembers token ${is.token}` : ''}`;
    case 'WRITE':
      return `The row takes stock ${is.stock} from ${who}${was.stock === is.stock + 1 ? '' : `, where it held ${was.stock}`}: ${is.sold} sold`;
    case 'DECREMENT':
      return is.sold === was.sold
        ? `The row has nothing left for ${who}`
        : `The row takes one off for ${who}: ${is.sold} sold, ${is.stock} left`;
  }
}
const tokenOf = (event: RowEvent): number => ('token' in event ? (event.token ?? 0) : 0);

function lockSentence(step: Step): string | undefined {
  const was = before(step).context as LockContext;
  const is = after(step).context as LockContext;
  const granted = is.token > was.token ? `Buyer ${is.holder?.request} gets the lock, token ${is.token}` : undefined;
  if (step.kind === 'timer')
    return `The lease of Buyer ${was.holder?.request} runs out; ${granted ?? 'nobody waits for the lock'}`;
  const who = `Buyer ${(step.event as { readonly request?: number }).request}`;
  if (step.event.type === 'ACQUIRE')
    return granted ?? `${who} waits for the lock, which Buyer ${is.holder?.request} holds`;
  if (was === is) return `${who} gives back a lock that it no longer holds`;
  return granted === undefined ? `${who} gives the lock back` : `${who} gives the lock back; ${granted}`;
}
