/**
 * The one generator of sentences: captions, log, transcript, live region, alternative text and print all say what this
 * says. A model adds its own words for the steps where it knows better (`narrate`).
 */
import type { StateValue } from './component.ts';
import type { Envelope } from './envelope.ts';
import { describeFault, describeFaultEnd, type Fault } from './faults.ts';
import { knobInWords } from './knobs.ts';
import type { Model } from './model.ts';
import type { Component } from './population.ts';
import type { Step } from './step.ts';

/** What happened in a step, without its time: "Cache answers MISS to Controller". Ends without a full stop. */
export function sentenceOf(model: Model, step: Step): string {
  return model.narrate?.(step) ?? general(model, step);
}

/**
 * What waits to happen, without when: "REQUEST 3 from Client to Store", "Buyer 2: the lease is over". `name` says what a
 * component is called, by its id.
 */
export function waitingInWords({ to, from, timer, event }: Envelope, name: (id: string) => string): string {
  if (timer !== undefined) return `${name(to.id)}: ${eventInWords(event.type)}`;
  const request = typeof event.request === 'number' ? ` ${event.request}` : '';
  return `${event.type}${request}${from === undefined ? '' : ` from ${name(from.id)}`} to ${name(to.id)}`;
}

/** A component's name as a reader knows it. */
export function nameOf(model: Model, component: Pick<Component, 'id' | 'kindName'>): string {
  const kind = model.kinds[component.kindName];
  if (kind === undefined) return component.id;
  const number = /(\d+)$/.exec(component.id)?.[1];
  return number === undefined ? kind.label : `${kind.label} ${number}`;
}

/** "waiting", "held, renewing": a state value in words. */
export function stateInWords(value: StateValue): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([name, inner]) =>
      typeof inner === 'object' && Object.keys(inner).length === 0 ? name : `${name} (${stateInWords(inner)})`,
    )
    .join(', ');
}

/** A fault as it begins; of a knob that is turned its name and its value, as they stand beside its control. */
export function faultInWords(model: Pick<Model, 'knobs' | 'kinds'>, fault: Fault): string {
  const knob = fault.kind === 'knob' ? model.knobs[fault.knob] : undefined;
  return knob === undefined || fault.kind !== 'knob'
    ? describeFault(fault, namesIn(model))
    : `${knob.label} is now ${knobInWords(knob, fault.value)}`;
}

/** A fault as it ends. */
export const faultEndInWords = (model: Pick<Model, 'kinds'>, fault: Fault): string =>
  describeFaultEnd(fault, namesIn(model));

/** A fault names everybody, a kind, or a component: by its kind, and by its number where it has one. */
const namesIn =
  ({ kinds }: Pick<Model, 'kinds'>) =>
  (id: string): string => {
    if (id === '*') return 'everybody';
    const [, stem = id, number] = /^(.+)-(\d+)$/.exec(id) ?? [];
    const label = kinds[id]?.label ?? kinds[stem]?.label;
    if (label === undefined) return id;
    return number === undefined || kinds[id] !== undefined ? label : `${label} ${number}`;
  };

/** `REQUEST_TIMED_OUT` or `xstate.after.lease.lock.held` in words. */
export function eventInWords(type: string): string {
  const after = /^xstate\.after\.(.+?)\.[^.]*(\..*)?$/.exec(type);
  if (after) return `${Number.isNaN(Number(after[1])) ? after[1] : `${after[1]} ms`} is over`;
  return type;
}

function general(model: Model, step: Step): string {
  const { fault } = step.envelope;
  if (fault !== undefined)
    return capitalised(fault.begins ? faultInWords(model, fault.fault) : faultEndInWords(model, fault.fault));
  const who = nameOf(model, step.component);
  if (step.missed === 'down') return `${step.event.type} reaches ${who}, which is down: it is lost`;
  if (step.missed === 'retired') return `${step.event.type} comes too late: ${who} is gone`;
  if (step.missed !== undefined) return `${step.event.type} to ${who} is lost`;
  const sender = step.from === undefined ? undefined : step.component.id === step.from.id ? undefined : step.from.id;
  const cause =
    step.kind === 'timer'
      ? `${who}: ${eventInWords(step.event.type)}`
      : `${who} takes ${step.event.type}${sender ? ` from ${sender}` : ''}`;
  return [cause, changeOf(step), sentOf(step)].filter((part) => part !== '').join('; ');
}

function changeOf(step: Step): string {
  const { chart } = step.component;
  const before = stateInWords(chart.view(step.before).value);
  const after = stateInWords(chart.view(step.after).value);
  return before === after || after === '' ? '' : `${before} → ${after}`;
}

function sentOf(step: Step): string {
  const messages = step.sent.filter((envelope) => envelope.timer === undefined);
  return messages
    .map(
      (envelope) => `sends ${envelope.event.type} to ${envelope.to.id}${envelope.lostAtOnce ? ', which is lost' : ''}`,
    )
    .join(', ');
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
