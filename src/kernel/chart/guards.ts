/** Guards, made into plain predicates once: names are looked up, `and`, `or`, `not` and `stateIn` are resolved. */
import type { Message } from '../component.ts';
import type { Configuration } from './configuration.ts';
import type { Frame } from './frame.ts';
import type { BuiltInGuard, Expression, GuardReference, Machine, Transition } from './shapes.ts';
import { isBuiltInGuard } from './shapes.ts';
import { and, matchesState, not, or, stateIn } from './xstate.ts';

/** What a guard may ask. */
export type Situation = Pick<Frame, 'configuration' | 'context'>;
export type Guard = (here: Situation, event: Message) => unknown;

/** Each creator puts its own function here, which tells them apart whatever a bundler does to their names. */
const kindOf = new Map<unknown, 'and' | 'or' | 'not' | 'stateIn'>([
  [(and([]) as unknown as BuiltInGuard).check, 'and'],
  [(or([]) as unknown as BuiltInGuard).check, 'or'],
  [(not('') as unknown as BuiltInGuard).check, 'not'],
  [(stateIn('') as unknown as BuiltInGuard).check, 'stateIn'],
]);
export const guardKind = (guard: BuiltInGuard) => kindOf.get(guard.check);

export function compileGuard(reference: GuardReference, machine: Machine): Guard {
  if (typeof reference === 'function') return compileFunction(reference, undefined, machine);
  const name = typeof reference === 'string' ? reference : reference.type;
  const declared = machine.implementations.guards[name];
  // XState's own words; a chart that names an unknown guard in its text is refused before it comes to this.
  if (declared === undefined) throw new Error(`Guard '${name}' is not implemented.'.`);
  if (typeof declared !== 'function') return compileGuard(declared, machine);
  return compileFunction(declared, typeof reference === 'string' ? undefined : reference.params, machine);
}

function compileFunction(guard: Expression | BuiltInGuard, params: unknown, machine: Machine): Guard {
  if (isBuiltInGuard(guard)) return compileBuiltIn(guard, machine);
  if (typeof params !== 'function') return ({ context }, event) => guard({ context, event }, params);
  return ({ context }, event) => guard({ context, event }, params({ context, event }));
}

function compileBuiltIn(guard: BuiltInGuard, machine: Machine): Guard {
  const parts = () => guard.guards!.map((part) => compileGuard(part, machine));
  switch (guardKind(guard)) {
    case 'and': {
      const all = parts();
      return (here, event) => all.every((part) => part(here, event));
    }
    case 'or': {
      const any = parts();
      return (here, event) => any.some((part) => part(here, event));
    }
    case 'not': {
      const [part] = parts() as [Guard];
      return (here, event) => !part(here, event);
    }
    case 'stateIn':
      return compileStateIn(guard.stateValue!, machine);
    default:
      throw new Error(`unknown kind of guard "${guard.name}" in machine "${machine.id}"; known: and, or, not, stateIn`);
  }
}

/** Whether the chart is in a state depends on the configuration alone, so it is found out once for each. */
function compileStateIn(wanted: object | string, machine: Machine): Guard {
  const answers = new Map<Configuration, boolean>();
  const answerFor = (configuration: Configuration): boolean =>
    typeof wanted === 'string' && wanted.startsWith('#')
      ? configuration.has.has(machine.getStateNodeById(wanted))
      : matchesState(wanted as never, configuration.value as never);
  return ({ configuration }) => {
    let answer = answers.get(configuration);
    if (answer === undefined) {
      answer = answerFor(configuration);
      answers.set(configuration, answer);
    }
    return answer;
  };
}

/** Says which guard failed when the author's function throws, in XState's words. */
export function explained(error: Error, { guard, source }: Transition, { type }: Message): Error {
  const name = typeof guard === 'string' ? guard : typeof guard === 'object' ? guard.type : undefined;
  const which = name === undefined ? '' : `'${name}' `;
  return new Error(
    `Unable to evaluate guard ${which}in transition for event '${type}' in state node '${source.id}':\n${error.message}`,
    { cause: error },
  );
}
