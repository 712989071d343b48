/** What changes during a step. */
import type { Ambient, Message } from '../component.ts';
import type { Configuration } from './configuration.ts';

export class Frame {
  /** Who is stepping, for as long as the step lasts. */
  readonly ambient: Ambient;
  configuration: Configuration;
  context: Readonly<Record<string, unknown>>;
  /** Events that the chart raised for itself and that this step still has to take. */
  raised: Message[] = NONE;
  /** How often context or configuration was replaced. Zero at the end: the event was ignored. */
  changes = 0;
  done = false;
  output: unknown = undefined;

  constructor(ambient: Ambient, configuration: Configuration, context: Frame['context']) {
    this.ambient = ambient;
    this.configuration = configuration;
    this.context = context;
  }

  /** Lets the chart take an event of its own before the step is over. */
  raise(event: Message): void {
    if (this.raised === NONE) this.raised = [event];
    else this.raised.push(event);
  }
}

/** Few steps raise anything. */
const NONE: Message[] = [];
Object.freeze(NONE);

/** A bit of a step: an assignment, an effect, a raised event. The author's functions are bound in. */
export type Instruction = (frame: Frame, event: Message) => void;

/** What XState hands to the author's functions in actions. */
export const scopeOf = (frame: Frame, event: Message): object => ({
  context: frame.context,
  event,
  self: frame.ambient.self,
  system: frame.ambient.system,
});
