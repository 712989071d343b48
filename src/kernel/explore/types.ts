/** What exploration is asked, and what it answers. Plain data both ways, but for the two functions a caller may pass. */
import type { Invariant } from '../model.ts';
import type { Choice } from '../schedule.ts';
import type { Budget } from './adversary.ts';

export interface ExploreOptions extends Budget {
  /** Stops after this many states; 5 million unless given. */
  readonly maxStates?: number;
  /** Stops when the visited states need more than this; 1 GB unless given. */
  readonly maxBytes?: number;
  /** Stops at the first broken invariant instead of visiting everything. */
  readonly stopAtFirst?: boolean;
  /**
   * Takes states that differ only in the names of interchangeable components (`symmetric` kinds) for one. The verdict is the
   * same, the states are fewer, each takes longer.
   */
  readonly symmetry?: boolean;
  /** Choices made before exploration begins: the way to a moment of a run (see `choicesOf`). None unless given. */
  readonly from?: readonly Choice[];
  /** Called every few thousand states with how many have been found. */
  readonly onProgress?: (states: number) => void;
  /** Asked as often; true ends the exploration with what it has covered. */
  readonly shouldStop?: () => boolean;
}

/** One step of a counterexample, for people. */
export interface TracedStep {
  /** Id of the component that takes it. */
  readonly to: string;
  readonly event: string;
  /** A sentence: what happened. */
  readonly note: string;
}

export interface Violation {
  /** The name of the invariant. */
  readonly invariant: string;
  readonly kind: Invariant['kind'];
  /** The numbers: "3 sold of 2". */
  readonly why: string;
  /** How many choices lead there from where exploration began. No other order leads there in fewer. */
  readonly steps: number;
  /** For a recipe: the player shows it. From the very beginning, whatever moment was explored from. */
  readonly schedule: readonly Choice[];
  readonly trace: readonly TracedStep[];
}

/** Under which conditions an answer holds; nothing is claimed beyond them. */
export interface Bounds {
  readonly drops: number;
  readonly duplicates: number;
  readonly crashes: number;
  /** Kinds whose components may crash. */
  readonly crashKinds: readonly string[];
  /** Types of timers that fire a limited number of times, and how often they did at most. */
  readonly rationed: readonly string[];
  readonly timers: number;
  readonly symmetry: boolean;
  /** Whether it began at a moment of a run and not at the beginning. */
  readonly fromMoment: boolean;
  /** The same in words. */
  readonly text: string;
}

export interface Exploration {
  /** Distinct states found. */
  readonly states: number;
  /** Choices in all visited states, those that lead to a known state included. */
  readonly transitions: number;
  /** Choices to the farthest state. */
  readonly depth: number;
  /** States in which nothing is left to happen. */
  readonly atRest: number;
  /** Whether every reachable state was visited. */
  readonly complete: boolean;
  /** Why it is not complete; undefined when it is. */
  readonly reason: string | undefined;
  readonly bounds: Bounds;
  readonly violations: readonly Violation[];
  /** Invariants `sometimes` that no visited state makes true. */
  readonly neverSeen: readonly string[];
  /** With symmetry: how many states the visited ones stand for. */
  readonly represented: number;
  /** Times that a chart was stepped; everything else was remembered. */
  readonly chartSteps: number;
  /** Memory for the visited states. */
  readonly bytes: number;
}
