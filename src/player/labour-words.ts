/** What came out of long work, in a sentence. */
import type { Exploration, Violation } from '../kernel/explore/index.ts';
import type { Verdict } from '../kernel/index.ts';
import type { Exploring } from './labour.ts';
import type { SeedDots } from './seed-dots.ts';

/** Never "safe": what was visited, and under which bounds. */
export function verdictOf({ violations, states, complete, reason, bounds }: Exploration): string {
  const visited = `${states.toLocaleString('en')} states`;
  const [violation] = violations;
  if (violation !== undefined) {
    const numbers = violation.why === '' ? '' : ` (${violation.why})`;
    if (violation.steps === 0) return `“${violation.invariant}” is broken already${numbers}.`;
    const from = bounds.fromMoment ? ' from this moment on' : '';
    return `${violation.steps} ${violation.steps === 1 ? 'step' : 'steps'}${from} ${violation.steps === 1 ? 'breaks' : 'break'} “${violation.invariant}”${numbers}. No order does it in fewer.`;
  }
  return complete
    ? `Nothing broke: all ${visited} that can be reached were visited.`
    : `Nothing broke in the ${visited} visited. That is not all of them: ${grouped(reason ?? '')}.`;
}

/** Where the run that is shown breaks what no order of the search breaks: why that can be. Undefined elsewhere. */
export function unfoundInWords({ violations, bounds }: Exploration, verdicts: readonly Verdict[]): string | undefined {
  const broken = verdicts.filter(({ holds }) => !holds).map(({ name }) => `“${name}”`);
  if (violations.length > 0 || broken.length === 0) return undefined;
  const smaller = bounds.fromMoment ? '' : 'it is smaller, and ';
  return `The run that is shown breaks ${broken.join(' and ')}. A search may miss that: ${smaller}in it time stands still, so nothing takes longer than anything else.`;
}

/** Beside the picture, where the way that was found is opened at its beginning. */
export const wayInWords = ({ steps, invariant }: Violation, { from }: Exploring): string =>
  `Shortest way found${from === undefined ? ' in a small configuration' : ''}: ${steps === 1 ? 'one step, which' : `${steps} steps, the last of which`} breaks “${invariant}”. Press play.`;

const grouped = (text: string): string => text.replace(/\d{4,}/g, (digits) => Number(digits).toLocaleString('en'));

export function sweptInWords({ broken, runs }: SeedDots): string {
  const of = runs.toLocaleString('en');
  if (broken.length === 0) return `Nothing broke in ${of} runs.`;
  return broken
    .map(({ name, runs: times }) => `“${name}” broke in ${times.toLocaleString('en')} of ${of} runs.`)
    .join(' ');
}
