/** What has come to components that are paused, in the order in which it came. */
import type { Address } from './component.ts';
import type { Envelope } from './envelope.ts';

export class Held {
  #waiting: Envelope[] = [];

  add(envelope: Envelope): void {
    this.#waiting.push(envelope);
  }

  /** Gives back what has come to `address`, without what was called off meanwhile. */
  release(address: Address): Envelope[] {
    if (this.#waiting.length === 0) return [];
    const released = this.#waiting.filter(({ to, cancelled }) => to === address && !cancelled);
    this.#waiting = this.#waiting.filter(({ to }) => to !== address);
    return released;
  }

  entries(): Envelope[] {
    return this.#waiting.filter(({ cancelled }) => !cancelled);
  }
}
