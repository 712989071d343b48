/**
 * What happens when transitions are taken: which states are left, which are entered, in what order, and where the chart
 * is then. This is the algorithm of the SCXML standard as XState does it (https://www.w3.org/TR/scxml/#AlgorithmforSCXMLInterpretation),
 * run once for each configuration and set of transitions: nothing in it depends on the context.
 */
import type { Configuration } from './configuration.ts';
import type { Instruction } from './frame.ts';
import type { StateNode, Transition } from './shapes.ts';
import { ancestorsOf, childrenOf, isDescendant, withInitialDescendants } from './tree.ts';

export interface Plan {
  /** The innermost first. */
  readonly exits: readonly StateNode[];
  readonly transitions: readonly Transition[];
  /** The outermost first. */
  readonly entries: readonly Entry[];
  /** The nodes of the next configuration. */
  readonly nodes: readonly StateNode[];
  /** When the chart is finished: the states it ends in, the innermost first. They are left at last. */
  readonly finalExits: readonly StateNode[];
}

export interface Entry {
  readonly node: StateNode;
  /** Entered by default, not on the way to a state inside it: then the actions of its initial transition run too. */
  readonly byDefault: boolean;
  /** What entering a final state completes. */
  readonly completes: Completion | undefined;
}

export interface Completion {
  /** The compound state that is now done, if the final state stands in one. */
  readonly parent: StateNode | undefined;
  /** The parallel states around it whose regions are now all done, the innermost first. */
  readonly parallels: readonly StateNode[];
  /** When this finishes the whole chart: the state whose completion did. */
  readonly finishes: StateNode | undefined;
}

/** A plan as a step runs it. */
export interface CompiledPlan {
  readonly instructions: readonly Instruction[];
  readonly next: Configuration;
}

/** Plans by the transitions that are taken together, one level for each. */
export interface PlanTree {
  plan: CompiledPlan | undefined;
  next: Map<Transition, PlanTree> | undefined;
}

export function branchFor(transition: Transition, tree: PlanTree): PlanTree {
  tree.next ??= new Map();
  let branch = tree.next.get(transition);
  if (branch === undefined) {
    branch = { plan: undefined, next: undefined };
    tree.next.set(transition, branch);
  }
  return branch;
}

/** The plan of the first step. Nothing is left; the root itself is entered. */
export function initialPlan(root: StateNode): Plan {
  const start = {
    source: root,
    target: [...withInitialDescendants(root)],
    reenter: true,
    actions: [],
    eventType: null,
  };
  return planOf([start], new Set([root]), []);
}

export function planFrom(configuration: Configuration, selected: readonly Transition[]): Plan {
  const transitions = withoutConflicts(selected, configuration.has);
  const active = new Set(configuration.nodes);
  const exits = exitSet(transitions, active).sort((a, b) => b.order - a.order);
  for (const node of exits) active.delete(node);
  return planOf(transitions, active, exits);
}

function planOf(transitions: readonly Transition[], active: Set<StateNode>, exits: readonly StateNode[]): Plan {
  const { toEnter, byDefault } = entrySet(transitions);
  const completed = new Set<StateNode>();
  const entries: Entry[] = [];
  for (const node of [...toEnter].sort((a, b) => a.order - b.order)) {
    active.add(node);
    const completes = node.type === 'final' ? completionOf(node, active, completed) : undefined;
    entries.push({ node, byDefault: byDefault.has(node), completes });
  }
  const done = entries.some((entry) => entry.completes?.finishes);
  // A finished chart keeps its nodes innermost first, which is the order in which they are left.
  const nodes = done ? [...active].sort((a, b) => b.order - a.order) : [...active];
  return { exits, transitions, entries, nodes, finalExits: done ? nodes : [] };
}

/**
 * Of two transitions that leave a state both, the one from further inside is taken; of two unrelated ones, the first.
 */
export function withoutConflicts(transitions: readonly Transition[], active: ReadonlySet<StateNode>): Transition[] {
  const kept = new Set<Transition>();
  for (const transition of transitions) {
    const exits = new Set(exitSet([transition], active));
    const rivals = [...kept].filter((other) => exitSet([other], active).some((node) => exits.has(node)));
    if (rivals.some((rival) => !isDescendant(transition.source, rival.source))) continue;
    for (const rival of rivals) kept.delete(rival);
    kept.add(transition);
  }
  return [...kept];
}

function exitSet(transitions: readonly Transition[], active: ReadonlySet<StateNode>): StateNode[] {
  const exits = new Set<StateNode>();
  for (const transition of transitions) {
    if (!transition.target?.length) continue;
    const domain = domainOf(transition);
    for (const node of active) if (domain === undefined || isDescendant(node, domain)) exits.add(node);
  }
  return [...exits];
}

/**
 * The state inside which a transition happens: everything active below it is left. Undefined when the root itself is left
 * and entered again.
 */
function domainOf({ source, target = [], reenter }: Transition): StateNode | undefined {
  if (!reenter && target.every((node) => node === source || isDescendant(node, source))) return source;
  const [first = source, ...others] = [...target, source];
  const common = ancestorsOf(first).find((ancestor) => others.every((node) => isDescendant(node, ancestor)));
  return common ?? (reenter ? undefined : rootOf(source));
}

function rootOf(node: StateNode): StateNode {
  return node.parent ? rootOf(node.parent) : node;
}

interface EntrySet {
  readonly toEnter: Set<StateNode>;
  readonly byDefault: Set<StateNode>;
}

function entrySet(transitions: readonly Transition[]): EntrySet {
  const entry: EntrySet = { toEnter: new Set(), byDefault: new Set() };
  for (const transition of transitions) {
    const { source, target = [], reenter } = transition;
    const domain = domainOf(transition);
    for (const node of target) {
      // A state whose transition stays inside it is not entered again.
      const staysInside = node === source && node === domain && !reenter;
      if (!staysInside) enterByDefault(node, entry);
      enterDescendants(node, entry);
    }
    for (const node of target) {
      const ancestors = ancestorsOf(node, domain);
      if (domain?.type === 'parallel') ancestors.push(domain);
      enterAncestors(ancestors, domain, entry);
    }
  }
  return entry;
}

function enterByDefault(node: StateNode, { toEnter, byDefault }: EntrySet): void {
  toEnter.add(node);
  byDefault.add(node);
}

function enterDescendants(node: StateNode, entry: EntrySet): void {
  if (node.type === 'compound') {
    const initial = node.initial.target![0]!;
    enterByDefault(initial, entry);
    enterDescendants(initial, entry);
  } else if (node.type === 'parallel') {
    for (const region of childrenOf(node)) {
      if (isEntered(region, entry)) continue;
      enterByDefault(region, entry);
      enterDescendants(region, entry);
    }
  }
}

/** Enters the ancestors that lie inside `domain`, and the other regions of those that are parallel. */
function enterAncestors(ancestors: readonly StateNode[], domain: StateNode | undefined, entry: EntrySet): void {
  for (const ancestor of ancestors) {
    if (domain === undefined || isDescendant(ancestor, domain)) entry.toEnter.add(ancestor);
    if (ancestor.type !== 'parallel') continue;
    for (const region of childrenOf(ancestor)) {
      if (isEntered(region, entry)) continue;
      entry.toEnter.add(region);
      enterDescendants(region, entry);
    }
  }
}

/** Whether something inside the region is entered already. */
const isEntered = (region: StateNode, { toEnter }: EntrySet): boolean =>
  [...toEnter].some((node) => isDescendant(node, region));

/** `completed` remembers the parallel states that an earlier entry of the same plan has completed. */
function completionOf(node: StateNode, active: ReadonlySet<StateNode>, completed: Set<StateNode>): Completion {
  const parent = node.parent;
  let around = parent?.type === 'parallel' ? parent : parent?.parent;
  let last = node;
  const parallels: StateNode[] = [];
  while (around?.type === 'parallel' && !completed.has(around) && isInFinalState(around, active)) {
    completed.add(around);
    parallels.push(around);
    last = around;
    around = around.parent;
  }
  return { parent: parent?.type === 'compound' ? parent : undefined, parallels, finishes: around ? undefined : last };
}

function isInFinalState(node: StateNode, active: ReadonlySet<StateNode>): boolean {
  if (node.type === 'compound') return childrenOf(node).some((child) => child.type === 'final' && active.has(child));
  if (node.type === 'parallel') return childrenOf(node).every((child) => isInFinalState(child, active));
  return node.type === 'final';
}
