/** Who is above and below whom in a chart's tree of states. */
import type { StateNode } from './shapes.ts';

/** A state without states of its own: only these are "where a chart is". */
export const isLeaf = (node: StateNode): boolean => node.type === 'atomic' || node.type === 'final';

/** Its own states, without history nodes, which are never active themselves. */
export const childrenOf = (node: StateNode): StateNode[] =>
  Object.values(node.states).filter((child) => child.type !== 'history');

/** From the parent up to, but without, `until`. With `until` undefined, up to the root and including it. */
export function ancestorsOf(node: StateNode, until?: StateNode): StateNode[] {
  const ancestors: StateNode[] = [];
  if (node === until) return ancestors;
  for (let parent = node.parent; parent && parent !== until; parent = parent.parent) ancestors.push(parent);
  return ancestors;
}

export function isDescendant(node: StateNode, ancestor: StateNode): boolean {
  let parent = node.parent;
  while (parent && parent !== ancestor) parent = parent.parent;
  return parent === ancestor;
}

/** The node, and every state below it that is entered when nothing else is asked for. */
export function withInitialDescendants(node: StateNode, found = new Set<StateNode>()): Set<StateNode> {
  found.add(node);
  if (node.type === 'compound') withInitialDescendants(node.initial.target![0]!, found);
  if (node.type === 'parallel') for (const child of childrenOf(node)) withInitialDescendants(child, found);
  return found;
}

/** Every node of the tree, parents first. */
export function* everyNode(node: StateNode): Generator<StateNode> {
  yield node;
  for (const child of Object.values(node.states)) yield* everyNode(child);
}
