/** A rolling hash over every step of a run: the same in every engine, or the trace is not the same. */
import { isAddress } from './canonical.ts';
import { hashName } from './chance.ts';
import type { Message } from './component.ts';
import type { Step } from './step.ts';

export class TraceHash {
  #a = 0x9e3779b9;
  #b = 0x85ebca6b;
  readonly #names = new Map<string, number>();

  add(step: Step): void {
    this.#number(step.atUs);
    this.#mix(this.#name(step.component.id));
    this.#mix(step.from === undefined ? 0 : this.#name(step.from.id));
    this.#message(step.event);
    this.#mix(step.missed === undefined ? 0 : this.#name(step.missed));
    for (const sent of step.sent) {
      this.#number(sent.at);
      this.#mix(this.#name(sent.to.id));
      this.#message(sent.event);
    }
    for (const emitted of step.emitted) this.#message(emitted);
  }

  /** Sixteen hexadecimal digits. */
  get text(): string {
    return hex(this.#a) + hex(this.#b);
  }

  #message(event: Message): void {
    this.#mix(this.#name(event.type));
    for (const field in event) if (field !== 'type') this.#value(event[field]);
  }

  #value(value: unknown): void {
    if (typeof value === 'number') this.#number(value);
    else if (typeof value === 'string') this.#mix(this.#name(value));
    else if (typeof value === 'boolean') this.#mix(value ? 1 : 2);
    else if (value === null || value === undefined) this.#mix(3);
    else if (isAddress(value)) this.#mix(this.#name(value.id));
    else {
      this.#mix(4);
      for (const field in value) {
        this.#mix(this.#name(field));
        this.#value((value as Readonly<Record<string, unknown>>)[field]);
      }
    }
  }

  #name(name: string): number {
    let hash = this.#names.get(name);
    if (hash === undefined) {
      hash = hashName(name);
      this.#names.set(name, hash);
    }
    return hash;
  }

  #number(value: number): void {
    if (Number.isNaN(value))
      this.#mix(5); // engines differ in the bits of what is not a number
    else if (Number.isInteger(value)) {
      this.#mix(value % 4294967296);
      this.#mix(Math.floor(value / 4294967296));
    } else {
      scratch[0] = value;
      this.#mix(words[0] as number);
      this.#mix(words[1] as number);
    }
  }

  #mix(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 0x85ebca6b);
    this.#a ^= this.#a >>> 13;
    this.#b = Math.imul(this.#b + this.#a, 0xc2b2ae35) ^ (this.#b >>> 15);
  }
}

const scratch = new Float64Array(1);
const words = new Uint32Array(scratch.buffer);
const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
