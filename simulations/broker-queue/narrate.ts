/** Sentences for the steps of this model that the general words would leave bare. */
import type { Step } from '../../src/kernel/index.ts';
import type { Delivery } from './brokers/shelf.ts';
import type { BrokerParams } from './knobs.ts';

export function narrate(step: Step): string | undefined {
  if (step.missed !== undefined) return missed(step, self(step));
  const who = self(step, true);
  const { fault } = step.envelope;
  if (fault !== undefined)
    return fault.fault.kind === 'crash' ? `${who} ${fault.begins ? 'crashes' : 'restarts'}` : undefined;
  const { event } = step;
  const message = `message ${event.request}`;
  const delivery = event.delivery as Delivery | undefined;
  switch (event.type) {
    case 'PUBLISH':
      if (step.before === step.after && sends(step, 'CONFIRM'))
        return `The log has ${message} of this publisher already, and confirms it`;
      if (step.before === step.after && !sends(step, 'REFUSE'))
        return `The log expects an earlier one of this publisher, and does not take ${message}`;
      return sends(step, 'REFUSE')
        ? `The broker has no room for ${message} and refuses it`
        : `The broker stores ${message}${handsOut(step)}`;
    case 'PUBLISH_NOW':
      return `${who} publishes ${message}${event.attempt === 1 ? '' : ' again'}`;
    case 'CONFIRM':
      return `${who} knows that the broker has ${message}`;
    case 'CONFIRM_TIMED_OUT':
      return step.sent.length === 0
        ? `${who} need not wait for the confirm of ${message} any longer${marksOf(step)}`
        : `${who} has waited long enough for the confirm of ${message}, and publishes it again`;
    case 'REFUSE':
      return `${who} is refused ${message}`;
    case 'DELIVER':
      if (step.before === step.after)
        return `${who} has restarted: ${message} came for its earlier life, and is nobody’s`;
      return `${who} gets ${message}${event.attempt === 1 ? '' : `, delivery ${event.attempt}`}${sends(step, 'ACK') ? ', acknowledges it and begins' : begins(step)}`;
    case 'ACK':
      return `The broker is told that message ${delivery?.entry.message} is done${handsOut(step)}`;
    case 'NACK':
      if (paramsOf(step).broker === 'stream')
        return `${called(delivery?.consumer, true)} reads on; message ${delivery?.entry.message} stays pending${handsOut(step)}`;
      return `The broker hears that message ${delivery?.entry.message} could not be done${handsOut(step)}`;
    case 'ACK_TIMED_OUT':
      return step.before === step.after
        ? `The acknowledgement timeout of ${message}, delivery ${delivery?.attempt}, ends in nothing: ${called(delivery?.consumer)} holds it no longer`
        : `${called(delivery?.consumer, true)} has held ${message} for too long${sends(step, 'PUT_OUT') ? ' and is put out of the group' : ''}${handsOut(step)}`;
    case 'PUT_OUT':
      return `${who} learns that it is out of the group`;
    case 'REBALANCED':
      return step.before === step.after
        ? 'A rebalance is over that another one has overtaken'
        : `The group has shared its partitions out${handsOut(step)}`;
    case 'DEAD_LETTER':
      return `${message[0]?.toUpperCase()}${message.slice(1)} is in the dead-letter queue`;
    case 'TAKEN':
      return `The broker knows that the dead-letter queue has ${message}`;
    case 'DEAD_LETTER_AGAIN':
      return step.sent.length === 0
        ? `The dead-letter queue has ${message} already`
        : `The broker sends ${message} to the dead-letter queue again`;
    case 'OFFER_AGAIN':
      return `The backoff of ${message} is over${handsOut(step)}`;
    case 'JOIN':
      return `${event.from === undefined ? 'A consumer' : called((event.from as { id: string }).id, true)} joins${step.emitted.some(({ name }) => name === 'rebalances') ? ': the group shares its partitions out again' : ''}${handsOut(step)}`;
    case 'EFFECT':
      return sends(step, 'TOOK_EFFECT')
        ? `${message[0]?.toUpperCase()}${message.slice(1)} takes effect`
        : `The effect of ${message} has happened already: nothing is done`;
    case 'EFFECT_DONE':
      return `${who} knows that ${message} took effect${sends(step, 'ACK') ? ', and acknowledges it' : ''}`;
    case 'EFFECT_TIMED_OUT':
      return `${who} has waited long enough for the effect of ${message}, and does not know whether it happened`;
    case 'COMMITTED':
      return `The ledger notes that order ${event.request} is committed`;
    case 'STORED':
      return `The ledger notes that the broker has ${message}${marksOf(step)}`;
    case 'CONFIRMED':
      return `The ledger notes that ${message} is confirmed`;
    case 'TOOK_EFFECT':
      return `The ledger notes that ${message} took effect${marksOf(step)}`;
    case 'PROMISED':
      return `The ledger notes that ${message} was acknowledged before its effect`;
    case 'BROKE_PROMISE':
      return `The ledger notes that ${message} was acknowledged and could not be done`;
    case 'STARTED':
      return `The ledger notes that ${called(event.consumer as string)} has started${marksOf(step)}`;
    case 'GIVEN_UP':
      return `The ledger notes that ${message} was ${event.because}`;
    default:
      return timers(step, who);
  }
}

/** What came, as a reader knows it: most of what is on its way here is a message. */
const CAME: Readonly<Record<string, string>> = {
  CONFIRM: 'The confirm of',
  EFFECT_DONE: 'The answer about',
  TAKEN: 'The receipt of',
};

function missed({ missed: why, event }: Step, who: string): string | undefined {
  if (why !== 'down' || event.request === undefined) return undefined;
  const came = CAME[event.type];
  return `${came === undefined ? 'Message' : `${came} message`} ${event.request} reaches ${who}, which is down: it is lost`;
}

/** A component, in a sentence or at its beginning. */
function called(id = '', first = false): string {
  const name = /\d$/.test(id) ? id.replace('-', ' ') : `the ${id.replace('dead-letters', 'dead-letter queue')}`;
  return first ? `${name[0]?.toUpperCase()}${name.slice(1)}` : name;
}
/** Who takes the step. One of several producers has a number. */
function self(step: Step, first = false): string {
  const { id } = step.component;
  return called(id === 'producer' && paramsOf(step).producers > 1 ? 'producer-1' : id, first);
}
const paramsOf = (step: Step): BrokerParams => step.component.chart.view(step.before).context.params as BrokerParams;
const sends = (step: Step, type: string): boolean => step.sent.some(({ event }) => event.type === type);
const begins = (step: Step): string =>
  step.sent.some(({ event }) => event.type.startsWith('xstate.after.work')) ? ' and begins' : '; it is busy';

function handsOut(step: Step): string {
  const given = step.sent
    .filter(({ event }) => event.type === 'DELIVER')
    .map(({ event, to }) => `message ${event.request} to ${called(to.id)}`);
  return `${given.length > 0 ? ` and gives ${given.join(', ')}` : ''}${marksOf(step, 'is d')}`;
}
/** What the step marks, as far as its sentence does not say it. */
const marksOf = (step: Step, about = ''): string =>
  step.emitted
    .filter(({ type, text }) => type === 'mark' && (text as string).includes(about))
    .map(({ text }) => `; ${text as string}`)
    .join('');

function timers(step: Step, who: string): string | undefined {
  if (step.event.type.startsWith('xstate.after.gap')) {
    const order = step.emitted.find(({ type }) => type === 'offered')?.request;
    return order === undefined ? undefined : `${who} commits order ${order}`;
  }
  if (step.event.type.startsWith('xstate.after.relay')) {
    const sent = step.sent.filter(({ event }) => event.type === 'PUBLISH').map(({ event }) => event.request);
    return sent.length === 0
      ? `${who}’s relay finds nothing new in the outbox`
      : `${who}’s relay publishes ${sent.map((message) => `message ${message}`).join(', ')} from the outbox`;
  }
  if (!step.event.type.startsWith('xstate.after.work')) return undefined;
  const message = (step.component.chart.view(step.before).context.current as Delivery | null)?.entry.message;
  return sends(step, 'EFFECT')
    ? `${who} has done its work on message ${message} and lets it take effect`
    : `${who} cannot do message ${message}`;
}
