/** Keeps what a chart asks for, in XState's own words: the action objects that `transition()` returns. */
import type { Address, Effects, Message } from '../../../src/kernel/component.ts';

export interface Action {
  readonly type: string;
  readonly params: unknown;
}

export class Asked implements Effects {
  readonly actions: Action[] = [];

  raise(event: Message, id: string | undefined, delay: number | undefined): void {
    this.#add('xstate.raise', { event, id, delay });
  }
  sendTo(to: Address, event: Message, id: string | undefined, delay: number | undefined): void {
    this.#add('xstate.sendTo', { to, targetId: undefined, event, id, delay });
  }
  cancel(sendId: string): void {
    this.#add('xstate.cancel', { sendId });
  }
  emit(event: Message): void {
    this.#add('xstate.emit', { event });
  }
  log(value: unknown, label: string | undefined): void {
    this.#add('xstate.log', { value, label });
  }
  other(type: string, params: unknown): void {
    this.#add(type, params);
  }

  #add(type: string, params: unknown): void {
    this.actions.push({ type, params });
  }
}
