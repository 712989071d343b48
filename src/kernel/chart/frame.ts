/** What changes during a step. There is one frame per chart, used again for each step, because steps are many and short. */
import type { Ambient, Effect, Message } from '../component.ts';
import type { Configuration } from './configuration.ts';

export interface Frame {
  /** Who is stepping, for as long as the step lasts. */
  ambient: Ambient;
  configuration: Configuration;
  context: Readonly<Record<string, unknown>>;
  /** What the step asks of the world, in order. It is `NONE` until there is something. */
  effects: Effect[];
  /** Events that the chart raised for itself and that this step still has to take. */
  raised: Message[];
  /** How often context or configuration was replaced. Zero at the end: the event was ignored. */
  changes: number;
  done: boolean;
  output: unknown;
}

/** A bit of a step: an assignment, an effect, a raised event. The author's functions are bound in. */
export type Instruction = (frame: Frame, event: Message) => void;

/** The commonest list of effects, shared so that it costs nothing. */
export const NONE: Effect[] = [];
Object.freeze(NONE);

export function addEffect(frame: Frame, effect: Effect): void {
  const { effects } = frame;
  // Most steps have few effects, and a list that has to grow takes room for many.
  if (effects.length === 0) frame.effects = [effect];
  else if (effects.length === 1) frame.effects = [effects[0]!, effect];
  else if (effects.length === 2) frame.effects = [effects[0]!, effects[1]!, effect];
  else effects.push(effect);
}

/** What XState hands to the author's functions in actions. */
export const scopeOf = (frame: Frame, event: Message): object => ({
  context: frame.context,
  event,
  self: frame.ambient.self,
  system: frame.ambient.system,
});
