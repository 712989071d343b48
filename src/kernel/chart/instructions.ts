/** A plan, made into the list of instructions that a step runs through. */

import { compileAction } from './actions.ts';
import type { Frame, Instruction } from './frame.ts';
import type { Completion, Entry, Plan } from './plan.ts';
import type { ActionReference, Expression, Machine, StateNode } from './shapes.ts';

export function instructionsOf(plan: Plan, machine: Machine): Instruction[] {
  const compile = (actions: readonly ActionReference[], node: StateNode): Instruction[] =>
    actions.map((action) => compileAction(action, { machine, node }));
  const enter = ({ node, byDefault, completes }: Entry): Instruction[] => [
    ...compile(node.entry, node),
    ...(byDefault ? compile(node.initial.actions, node) : []),
    ...(completes ? completion(node, completes, machine) : []),
  ];
  return [
    ...plan.exits.flatMap((node) => compile(node.exit, node)),
    ...plan.transitions.flatMap(({ actions, source }) => compile(actions, source)),
    ...plan.entries.flatMap(enter),
    ...plan.finalExits.flatMap((node) => compile(node.exit, node)),
  ];
}

function completion(final: StateNode, { parent, parallels, finishes }: Completion, machine: Machine): Instruction[] {
  const instructions: Instruction[] = [];
  if (parent) {
    const type = doneType(parent);
    instructions.push((frame) => frame.raise({ type, output: outputOf(final, frame, frame.event) }));
  }
  for (const parallel of parallels) {
    const type = doneType(parallel);
    instructions.push((frame) => frame.raise({ type, output: undefined }));
  }
  if (finishes) instructions.push(finish(finishes, machine.root));
  return instructions;
}

const doneType = (node: StateNode): string => `xstate.done.state.${node.id}`;

function finish(last: StateNode, root: StateNode): Instruction {
  return (frame) => {
    frame.done = true;
    frame.changes++;
    if (root.output === undefined) return;
    const output = last.parent ? outputOf(last, frame, frame.event) : undefined;
    frame.output = outputOf(root, frame, { type: doneType(last), output });
  };
}

function outputOf({ output }: StateNode, frame: Frame, event: Frame['event']): unknown {
  if (typeof output !== 'function') return output;
  return (output as Expression)({ context: frame.context, event, self: frame.self });
}
