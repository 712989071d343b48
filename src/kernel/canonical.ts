/**
 * One text for one value: keys sorted, undefined left out, addresses by name. Equal texts mean equal values, so that who
 * counts states by their texts never takes two for one.
 */
import type { Address, Message } from './component.ts';

/** Throws for what is not plain data: its text could not tell it from another. */
export function canonical(value: unknown): string {
  if (typeof value === 'number') return String(value); // JSON has no Infinity
  if (typeof value === 'bigint') return `${value}n`;
  if (value === undefined) return 'undefined';
  if (typeof value === 'function' || typeof value === 'symbol') throw notPlain(`a ${typeof value}`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isAddress(value)) return `@${value.id}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (!isRecord(value)) throw notPlain(`a ${value.constructor?.name}`);
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${nameOf(key)}:${canonical(value[key])}`).join()}}`;
}

export const isAddress = (value: unknown): value is Address =>
  typeof value === 'object' && value !== null && 'id' in value && 'index' in value && Object.keys(value).length === 2;

/** A prototype without one of its own is the engine's `Object.prototype`, whichever window or worker the value is from. */
function isRecord(value: object): value is Readonly<Record<string, unknown>> {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** As it is written, unless it has a letter that is a sign here. */
const nameOf = (key: string): string => (/[":,@{}[\]]/.test(key) || key === '' ? JSON.stringify(key) : key);

const notPlain = (what: string): TypeError =>
  new TypeError(
    `${what} cannot be told from another; expected plain data: numbers, texts, switches, lists and records of them`,
  );

/** Names a pending message or timer by what it is, not by when it was sent: a schedule's choices and an explorer's states use it. */
export const deliveryKey = (to: Address, timer: string | undefined, event: Message): string =>
  `@${to.id},${timer ?? ''},${canonical(event)}`;
