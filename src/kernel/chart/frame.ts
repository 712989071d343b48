/** What changes during a step. */
import type { Address, Ambient, Effects, Message, System } from '../component.ts';
import type { Configuration } from './configuration.ts';

/**
 * Its first fields are what XState hands to the author's functions in actions, so it is handed to them as it is: a scope made
 * anew for each function would be a good part of what a step allocates.
 */
export class Frame {
  context: Readonly<Record<string, unknown>>;
  /** What is being taken: what came, or what the chart has raised for itself since. */
  event: Message;
  readonly self: Address;
  readonly system: System;
  /** For assignments: refuses, and says where. */
  spawn: (() => never) | undefined = undefined;

  readonly effects: Effects;
  configuration: Configuration;
  /** Events that the chart raised for itself and that this step still has to take. */
  raised: Message[] = NONE;
  /** How often context or configuration was replaced. Zero at the end: the event was ignored. */
  changes = 0;
  done = false;
  output: unknown = undefined;

  constructor(
    { self, system, effects }: Ambient,
    configuration: Configuration,
    context: Frame['context'],
    event: Message,
  ) {
    this.context = context;
    this.event = event;
    this.self = self;
    this.system = system;
    this.effects = effects;
    this.configuration = configuration;
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
export type Instruction = (frame: Frame) => void;
