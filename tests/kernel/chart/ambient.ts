/** A small world for charts that are stepped alone. */
import type { Address, Ambient, System } from '../../../src/kernel/component.ts';
import { Asked } from './asked.ts';

/** Keeps its addresses to itself, as a run does: whoever passes its methods on has to call them on it. */
class Alone implements System {
  readonly #addresses = new Map<string, Address>();
  readonly now: number;

  constructor(now: number) {
    this.now = now;
  }

  get(id: string): Address {
    const address = this.#addresses.get(id) ?? { id, index: this.#addresses.size };
    this.#addresses.set(id, address);
    return address;
  }

  draw(key: number | string = 0): number {
    return typeof key === 'number' ? 0.5 : 0.25;
  }

  sample(): number {
    return 7;
  }
}

export function aloneAt(now: number, id = 'self'): Ambient {
  const system = new Alone(now);
  return { self: system.get(id), system, effects: new Asked() };
}
