/**
 * Which transitions an event selects. The innermost state is asked first and then those around it; regions of a parallel
 * state are asked side by side. All of that is known beforehand for a configuration and a type of event, but for the
 * guards: what remains at run time is a list of candidates to try in order.
 */
import type { Message, StateValue } from '../component.ts';
import type { Configuration } from './configuration.ts';
import type { Guard, Situation } from './guards.ts';
import { compileGuard, explained } from './guards.ts';
import type { CompiledPlan } from './plan.ts';
import type { Machine, StateNode, Transition } from './shapes.ts';
import { ancestorsOf, isLeaf } from './tree.ts';

export interface Candidate {
  readonly transition: Transition;
  readonly guard: Guard | undefined;
  /** Whether an error of the guard is to say which one it was: XState does so where an event has asked for it. */
  readonly explains: boolean;
  /** What happens when this transition is taken alone; filled on first use. */
  plan: CompiledPlan | undefined;
}

export interface Choice {
  /** The regions of a parallel state that have anything to offer; empty where the chart is in one leaf. */
  readonly regions: readonly Choice[];
  /** Tried in order when no region takes the event; the first whose guard holds is taken. */
  readonly candidates: readonly Candidate[];
}

/** What `type` may select in a configuration; null when nothing, whatever the guards say. */
export function choiceFor(machine: Machine, configuration: Configuration, type: string): Choice | null {
  const { types, choices } = configuration;
  for (let i = 0; i < types.length; i++) if (types[i] === type) return choices[i] as Choice | null;
  const choice = choiceBelow(machine, machine.root, configuration.value, type);
  types.push(type);
  choices.push(choice);
  return choice;
}

/** Follows the state value down to the leaves, as XState does, because its regions are asked in the order of the value's keys. */
function choiceBelow(machine: Machine, node: StateNode, value: StateValue, type: string): Choice | null {
  const own = candidatesOf(machine, node, type);
  const child = (key: string, below: StateValue) => choiceBelow(machine, node.states[key]!, below, type);
  if (typeof value === 'string') return around(child(value, {}), own);
  const active = Object.entries(value);
  if (active.length === 1) return around(child(...active[0]!), own);
  const regions = active.map(([key, below]) => child(key, below)).filter((choice) => choice !== null);
  return regions.length > 0 || own.length > 0 ? { regions, candidates: own } : null;
}

function around(inner: Choice | null, own: readonly Candidate[]): Choice | null {
  if (inner === null) return own.length > 0 ? { regions: [], candidates: own } : null;
  return { regions: inner.regions, candidates: [...inner.candidates, ...own] };
}

/** A state's own transitions for a type of event: exact ones first, then wildcards, the longest first. */
function candidatesOf(machine: Machine, node: StateNode, type: string): Candidate[] {
  const wildcards = [...node.transitions.keys()]
    .filter((descriptor) => descriptor !== type && matchesDescriptor(type, descriptor))
    .sort((a, b) => b.length - a.length);
  const transitions = [type, ...wildcards].flatMap((descriptor) => node.transitions.get(descriptor) ?? []);
  return transitions.map((transition) => candidate(machine, transition, true));
}

const candidate = (machine: Machine, transition: Transition, explains: boolean): Candidate => ({
  transition,
  guard: transition.guard ? compileGuard(transition.guard, machine) : undefined,
  explains,
  plan: undefined,
});

/** "*" matches everything, "payment.*" matches "payment" and "payment.failed". */
function matchesDescriptor(type: string, descriptor: string): boolean {
  if (descriptor === '*' || descriptor === type) return true;
  if (!descriptor.endsWith('.*')) return false;
  const tokens = type.split('.');
  const wanted = descriptor.split('.');
  const star = wanted.indexOf('*');
  return star === wanted.length - 1 && wanted.slice(0, star).every((token, i) => token === tokens[i]);
}

/** Adds to `found` what the event selects: at most one transition for each region. */
export function select(choice: Choice, here: Situation, event: Message, found: Candidate[]): void {
  const before = found.length;
  for (const region of choice.regions) select(region, here, event, found);
  if (found.length > before) return;
  const enabled = firstEnabled(choice.candidates, here, event);
  if (enabled) found.push(enabled);
}

export function firstEnabled(candidates: readonly Candidate[], here: Situation, event: Message): Candidate | undefined {
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]!;
    if (candidate.guard === undefined || holds(candidate, candidate.guard, here, event)) return candidate;
  }
  return undefined;
}

function holds({ transition, explains }: Candidate, guard: Guard, here: Situation, event: Message): unknown {
  try {
    return guard(here, event);
  } catch (error) {
    throw explains ? explained(error as Error, transition, event) : error;
  }
}

/** The `always` transitions of a configuration: for each leaf that has any, those from it up to the root. */
export function eventlessOf(machine: Machine, nodes: readonly StateNode[]): Candidate[][] {
  const alwaysOf = (node: StateNode): Candidate[] =>
    (node.always ?? []).map((transition) => candidate(machine, transition, false));
  const leaves = nodes.filter(isLeaf);
  return leaves.map((leaf) => [leaf, ...ancestorsOf(leaf)].flatMap(alwaysOf)).filter((list) => list.length > 0);
}

/**
 * The eventless transitions that are enabled now, at most one for each leaf. Two leaves may select the same transition of
 * a state around both; the plan takes it once.
 */
export function selectEventless(
  eventless: readonly (readonly Candidate[])[],
  here: Situation,
  event: Message,
): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const candidates of eventless) {
    const enabled = firstEnabled(candidates, here, event);
    if (enabled) found.push(enabled);
  }
  return found;
}
