/**
 * Which states a chart is in at once: the leaves and everything above them. A chart has few configurations, so each is
 * made once, and all that can be known about it beforehand is kept with it.
 */
import type { StateValue } from '../component.ts';
import type { PlanTree } from './plan.ts';
import { type Candidate, type Choice, eventlessOf } from './selection.ts';
import type { Machine, StateNode } from './shapes.ts';
import { ancestorsOf, childrenOf, isLeaf, withInitialDescendants } from './tree.ts';

export interface Configuration {
  /**
   * In the order in which they were entered. The order counts: where regions of a parallel state compete for an eventless
   * transition, the one entered first wins. So two configurations of the same nodes in another order are two.
   */
  readonly nodes: readonly StateNode[];
  readonly has: ReadonlySet<StateNode>;
  /** XState's state value. */
  readonly value: StateValue;
  readonly tags: readonly string[];
  /** The types of events that have come here, and what each may select; null: nothing. They are few: to look is faster than to hash. */
  readonly types: string[];
  readonly choices: (Choice | null)[];
  /** The `always` transitions: for each leaf that has any, those from it up to the root. */
  readonly eventless: readonly (readonly Candidate[])[];
  /** What happens when transitions are taken from here; filled on first use. */
  readonly plans: PlanTree;
}

/** All configurations of one machine. */
export class Configurations {
  readonly #machine: Machine;
  readonly #known = new Map<string, Configuration>();

  constructor(machine: Machine) {
    this.#machine = machine;
  }

  of(nodes: Iterable<StateNode>): Configuration {
    const list = [...nodes];
    const key = list.map((node) => node.order).join();
    let configuration = this.#known.get(key);
    if (configuration === undefined) {
      configuration = newConfiguration(this.#machine, list);
      this.#known.set(key, configuration);
    }
    return configuration;
  }
}

function newConfiguration(machine: Machine, nodes: readonly StateNode[]): Configuration {
  return {
    nodes,
    has: new Set(nodes),
    value: stateValue(nodes),
    tags: [...new Set(nodes.flatMap((node) => node.tags))],
    types: [],
    choices: [],
    eventless: eventlessOf(machine, nodes),
    plans: { plan: undefined, next: undefined },
  };
}

function stateValue(nodes: readonly StateNode[]): StateValue {
  const active = new Map<StateNode | undefined, StateNode[]>();
  for (const node of completed(nodes)) {
    const siblings = active.get(node.parent);
    if (siblings) siblings.push(node);
    else active.set(node.parent, [node]);
  }
  const valueBelow = (node: StateNode): StateValue => {
    const children = active.get(node) ?? [];
    const first = children[0];
    if (node.type === 'compound' && first && isLeaf(first)) return first.key;
    return Object.fromEntries(children.map((child) => [child.key, valueBelow(child)]));
  };
  return valueBelow(active.get(undefined)![0]!);
}

/**
 * The nodes, and the initial states of those that have no active child. This changes something only before the first
 * step, when a chart is in its root and nothing else: `stateIn` in an entry action then sees where the chart will be.
 */
function completed(nodes: readonly StateNode[]): Set<StateNode> {
  const all = new Set(nodes);
  const withChild = new Set(nodes.map((node) => node.parent));
  for (const node of all) {
    if (node.type === 'compound' && !withChild.has(node)) addInitial(node, all);
    if (node.type === 'parallel') for (const child of childrenOf(node)) if (!all.has(child)) addInitial(child, all);
  }
  for (const node of all) for (const ancestor of ancestorsOf(node)) all.add(ancestor);
  return all;
}

function addInitial(node: StateNode, all: Set<StateNode>): void {
  for (const initial of withInitialDescendants(node)) all.add(initial);
}
