/**
 * What happens to a message on its way: latency, loss, duplication, and the faults that act on the line.
 *
 * Luck is drawn by what the message is, not by how many went before: a message that belongs to a request is keyed by
 * (line, request, type, attempt), any other by its sender's step. Two designs that send the same message meet the same luck.
 * Sent again, it is a message more: the second of its key has luck of its own.
 */
import { hashName, namedKey, stepKey, uniform } from './chance.ts';
import type { Address, Message } from './component.ts';
import { type Distribution, quantile } from './distributions.ts';
import type { Fault } from './faults.ts';
import type { Params } from './knobs.ts';
import type { Link, Model } from './model.ts';
import type { Component } from './population.ts';

/** Why a message did not arrive. */
export type LossReason = 'loss' | 'partition' | 'down' | 'retired';

/** What becomes of one message. */
export interface Passage {
  /** Delay in microseconds of each copy that arrives: one, or two when it was duplicated. */
  readonly delays: readonly number[];
  readonly lost: LossReason | undefined;
}
const after = (...delays: number[]): Passage => ({ delays, lost: undefined });
const never = (lost: LossReason): Passage => ({ delays: [], lost });

export type LineFault = Extract<Fault, { from: string }>;

/** What a draw is for: each has its own number, so that one does not move the others. */
const LOST = 0;
const DUPLICATED = 1;
const LATENCY = 2;
const LATENCY_OF_COPY = 3;
const HELD_BACK = 4;
const DRAWS = 8;

/** What the link and the faults on it come to for one message. */
interface Line {
  cut: boolean;
  loss: number;
  duplicate: number;
  extraMs: number;
  reorderMs: number;
  readonly latency: Distribution | undefined;
}

export class Network {
  readonly #model: Model;
  readonly #kinds: readonly string[];
  /** What each link comes to without faults (see `#lineOf`). */
  #lines: (Line | undefined)[] = [];
  readonly #seed: number;
  #faults: LineFault[] = [];
  /** How often a message of a key has been sent: only of those that luck decides about. */
  readonly #times = new Map<number, number>();
  /** Exploration and schedules decide about loss and order themselves: every message then takes no time and arrives. */
  readonly #ideal: boolean;

  constructor(model: Model, params: Params, seed: number, ideal = false) {
    this.#model = model;
    this.#kinds = Object.keys(model.kinds);
    this.#seed = hashName('network', seed);
    this.#ideal = ideal;
    this.setLinks(params);
  }

  /** The links as these parameters make them. Throws for one between kinds that do not exist. */
  setLinks(params: Params): void {
    this.#lines = new Array(this.#kinds.length ** 2).fill(undefined);
    for (const link of this.#model.links(params)) {
      this.#setLink(link.from, link.to, link);
      if (!link.oneWay) this.#setLink(link.to, link.from, link);
    }
  }

  #setLink(from: string, to: string, link: Link): void {
    this.#lines[this.#placeOf(from) * this.#kinds.length + this.#placeOf(to)] = lineOf(link);
  }

  #placeOf(kind: string): number {
    const place = this.#kinds.indexOf(kind);
    if (place >= 0) return place;
    throw new Error(`unknown kind "${kind}" in a link of ${this.#model.id}; known: ${this.#kinds.join(', ')}`);
  }

  /**
   * Whether a message takes no time and arrives once, whatever it is: most of a model's messages are of this kind. What a
   * component sends to itself does not go over the network.
   */
  isAtOnce(from: Component, to: Component): boolean {
    if (this.#ideal || from === to) return true;
    return this.#faults.length === 0 && this.#lineOf(from, to) === undefined;
  }

  /** A fault begins, or ends. */
  change(fault: LineFault, begins: boolean): void {
    this.#faults = begins ? [...this.#faults, fault] : this.#faults.filter((other) => other !== fault);
  }

  /**
   * Decides about one message that is not `isAtOnce`, to `address`, which is or was `to`'s. `step` is the sender's step number,
   * `nth` how many it has sent in it before.
   */
  pass(from: Component, to: Component, address: Address, message: Message, step: number, nth: number): Passage {
    const link = this.#lineOf(from, to) ?? NO_LINK;
    const line = this.#faults.length === 0 ? link : this.#worse(link, from, { id: address.id, kindName: to.kindName });
    if (line.cut) return never('partition');
    if (isCertain(line)) return after(microseconds(meanMs(line.latency) + line.extraMs));
    const luck = this.#luckOf(from, address, message, step, nth);
    if (line.loss > 0 && draw(luck, LOST) < line.loss) return never('loss');
    const first = delayOn(line, luck, LATENCY);
    if (line.duplicate === 0 || draw(luck, DUPLICATED) >= line.duplicate) return after(first);
    return after(first, delayOn(line, luck, LATENCY_OF_COPY));
  }

  #luckOf(from: Component, address: Address, message: Message, step: number, nth: number): Luck {
    const seed = hashName(address.id, hashName(from.id, this.#seed));
    const key = keyOf(message, step, nth);
    return { seed, key, first: isOfRequest(message) ? DRAWS * this.#timesBefore(seed ^ key) : 0 };
  }

  #lineOf(from: Component, to: Component): Line | undefined {
    return this.#lines[from.species.place * this.#kinds.length + to.species.place];
  }

  #worse(link: Line, from: End, to: End): Line {
    const line = { ...link };
    for (const fault of this.#faults) if (touches(fault, from, to)) worsen(line, fault);
    return line;
  }

  #timesBefore(key: number): number {
    const times = this.#times.get(key) ?? 0;
    this.#times.set(key, times + 1);
    return times;
  }
}

const lineOf = ({ loss = 0, duplicate = 0, latency }: Partial<Link>): Line => ({
  cut: false,
  loss,
  duplicate,
  extraMs: 0,
  reorderMs: 0,
  latency,
});
const NO_LINK = lineOf({});

/** What the draws for one message are keyed by. */
interface Luck {
  readonly seed: number;
  readonly key: number;
  /** The number of its first draw. */
  readonly first: number;
}
const draw = ({ seed, key, first }: Luck, what: number): number => uniform(seed, key, first + what);

/** In microseconds; `what` says for which copy. */
function delayOn({ latency, extraMs, reorderMs }: Line, luck: Luck, what: number): number {
  const heldBackMs = reorderMs > 0 ? reorderMs * draw(luck, HELD_BACK) : 0;
  return microseconds((latency === undefined ? 0 : quantile(latency, draw(luck, what))) + (extraMs + heldBackMs));
}

function worsen(line: Line, fault: LineFault): void {
  if (fault.kind === 'partition') line.cut = true;
  else if (fault.kind === 'loss') line.loss = either(line.loss, fault.probability);
  else if (fault.kind === 'duplicate') line.duplicate = either(line.duplicate, fault.probability);
  else if (fault.kind === 'delay') line.extraMs += fault.byMs;
  else line.reorderMs += fault.withinMs;
}

/** The probability that at least one of two independent things happens. */
const either = (a: number, b: number): number => 1 - (1 - a) * (1 - b);
const microseconds = (ms: number): number => Math.round(ms * 1000);

/** Nothing is left to chance. */
const isCertain = ({ loss, duplicate, reorderMs, latency }: Line): boolean =>
  loss === 0 && duplicate === 0 && reorderMs === 0 && (latency === undefined || latency.kind === 'constant');
const meanMs = (latency: Distribution | undefined): number => (latency?.kind === 'constant' ? latency.value : 0);

type OfRequest = Message & { readonly request: number };
const isOfRequest = (message: Message): message is OfRequest => typeof message.request === 'number';

function keyOf(message: Message, step: number, nth: number): number {
  if (!isOfRequest(message)) return stepKey(step) ^ nth;
  const attempt = typeof message.attempt === 'number' ? message.attempt : 0;
  return namedKey(message.request) ^ hashName(message.type, attempt);
}

/** Sender or receiver, as a fault names it. */
interface End {
  readonly id: string;
  readonly kindName: string;
}
const isEnd = (name: string, { id, kindName }: End) => name === '*' || name === id || name === kindName;
function touches(fault: LineFault, from: End, to: End): boolean {
  if (isEnd(fault.from, from) && isEnd(fault.to, to)) return true;
  const bothWays = fault.kind === 'partition' && !fault.oneWay;
  return bothWays && isEnd(fault.from, to) && isEnd(fault.to, from);
}
