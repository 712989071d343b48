/** One text for one value: keys sorted, undefined left out, addresses by name. Equal texts mean equal values. */
import type { Address, Message } from './component.ts';

export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined';
  if (isAddress(value)) return `@${value.id}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort();
  return `{${keys.map((key) => `${key}:${canonical(record[key])}`).join()}}`;
}

export const isAddress = (value: object): value is Address =>
  'id' in value && 'index' in value && Object.keys(value).length === 2;

/** Names a pending message or timer by what it is, not by when it was sent: a schedule's choices and an explorer's states use it. */
export const deliveryKey = (to: Address, timer: string | undefined, event: Message): string =>
  `@${to.id},${timer ?? ''},${canonical(event)}`;
