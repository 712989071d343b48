/** The kernel's front door: everything that simulations, the player, the figures and the command line use. */
export * from './actions.ts';
export * from './arrivals.ts';
export { canonical, deliveryKey } from './canonical.ts';
export type { Address, Message, State, StateValue, System, View } from './component.ts';
export * from './distributions.ts';
export * from './faults.ts';
export * from './history.ts';
export * from './knobs.ts';
export { exp, ln } from './logarithm.ts';
export * from './measures.ts';
export * from './model.ts';
export * from './narrate.ts';
export type { LossReason } from './network.ts';
export * from './play.ts';
export * from './recipe.ts';
export { type Component, type Envelope, Run, type RunObserver, type RunSetup, type Step } from './run.ts';
export { type Choice, ScheduleError } from './schedule.ts';
export * from './time.ts';
