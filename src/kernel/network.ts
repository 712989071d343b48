/**
 * What happens to a message on its way: latency, loss, duplication, and the faults that act on the line.
 *
 * Luck is drawn by what the message is, not by how many went before: a message that belongs to a request is keyed by
 * (line, request, type, attempt), any other by its sender's step. Two designs that send the same message meet the same luck.
 */
import { hashName, namedKey, stepKey, uniform } from './chance.ts';
import type { Message } from './component.ts';
import { quantile } from './distributions.ts';
import type { Fault } from './faults.ts';
import type { Link } from './model.ts';

/** Why a message did not arrive. */
export type LossReason = 'loss' | 'partition' | 'down' | 'retired';

/** What becomes of one message. */
export interface Passage {
  /** Delay in microseconds of each copy that arrives: one, or two when it was duplicated. */
  readonly delays: readonly number[];
  readonly lost?: LossReason;
}
const AT_ONCE: Passage = { delays: [0] };

type LineFault = Extract<Fault, { from: string }>;

/** Sender or receiver. */
export interface End {
  readonly id: string;
  readonly kindName: string;
}

export class Network {
  /** By the sender's kind, then the receiver's. */
  readonly #links = new Map<string, Map<string, Link>>();
  readonly #seed: number;
  #faults: LineFault[] = [];
  /** Exploration and schedules decide about loss and order themselves: every message then takes no time and arrives. */
  readonly #ideal: boolean;

  constructor(links: readonly Link[], seed: number, ideal = false) {
    this.#seed = hashName('network', seed);
    this.#ideal = ideal;
    this.setLinks(links);
  }

  setLinks(links: readonly Link[]): void {
    this.#links.clear();
    for (const link of links) {
      this.#setLink(link.from, link.to, link);
      if (!link.oneWay) this.#setLink(link.to, link.from, link);
    }
  }

  #setLink(from: string, to: string, link: Link): void {
    const outgoing = this.#links.get(from) ?? new Map<string, Link>();
    this.#links.set(from, outgoing.set(to, link));
  }

  /** Whether a message takes no time and arrives once, whatever it is: most of a model's messages are of this kind. */
  isAtOnce(from: End, to: End): boolean {
    return this.#ideal || (this.#faults.length === 0 && this.#links.get(from.kindName)?.get(to.kindName) === undefined);
  }

  begin(fault: LineFault): void {
    this.#faults.push(fault);
  }
  end(fault: LineFault): void {
    this.#faults = this.#faults.filter((other) => other !== fault);
  }

  /** Decides about one message. `step` is the sender's step number. */
  pass(from: End, to: End, message: Message, step: number, nth: number): Passage {
    if (this.isAtOnce(from, to)) return AT_ONCE;
    const link = this.#links.get(from.kindName)?.get(to.kindName);
    const line = hashName(to.id, hashName(from.id, this.#seed));
    const key = keyOf(message, step, nth);
    const draw = (k: number) => uniform(line, key, k);

    let lossProbability = link?.loss ?? 0;
    let duplicateProbability = link?.duplicate ?? 0;
    let extra = 0;
    for (const fault of this.#faults) {
      if (!touches(fault, from, to)) continue;
      if (fault.kind === 'partition') return { delays: [], lost: 'partition' };
      if (fault.kind === 'loss') lossProbability = 1 - (1 - lossProbability) * (1 - fault.probability);
      if (fault.kind === 'duplicate') duplicateProbability = 1 - (1 - duplicateProbability) * (1 - fault.probability);
      if (fault.kind === 'delay') extra += fault.byMs;
      if (fault.kind === 'reorder') extra += fault.withinMs * draw(4);
    }
    if (lossProbability > 0 && draw(0) < lossProbability) return { delays: [], lost: 'loss' };
    const latency = (k: number) => Math.round(((link === undefined ? 0 : quantile(link.latency, draw(k))) + extra) * 1000);
    if (duplicateProbability > 0 && draw(1) < duplicateProbability) return { delays: [latency(2), latency(3)] };
    return { delays: [latency(2)] };
  }
}

function keyOf(message: Message, step: number, nth: number): number {
  const request = message.request;
  if (typeof request !== 'number') return stepKey(step) ^ nth;
  const attempt = typeof message.attempt === 'number' ? message.attempt : 0;
  return namedKey(request) ^ hashName(message.type, attempt);
}

const isEnd = (name: string, { id, kindName }: End) => name === '*' || name === id || name === kindName;
function touches(fault: LineFault, from: End, to: End): boolean {
  if (isEnd(fault.from, from) && isEnd(fault.to, to)) return true;
  const bothWays = fault.kind === 'partition' && !fault.oneWay;
  return bothWays && isEnd(fault.from, to) && isEnd(fault.to, from);
}
