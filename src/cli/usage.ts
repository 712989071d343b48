/**
 * How a command ends, and the mistakes that are the caller's: they are told in one line, without a stack.
 */

/** The exit code of a command; documented in `--help`. */
export const EXIT = {
  fine: 0,
  /** An invariant broke that the scenario did not declare, or a declared violation did not happen. */
  broken: 1,
  /** The command line is wrong. */
  usage: 2,
  /** A simulation could not be loaded, or threw. */
  failed: 3,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line is wrong. The message names what came, and what is known. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Errors of the kernel that name something the caller typed. */
const OF_THE_CALLER = new Set(['UsageError', 'RecipeError', 'KnobError', 'LinkError', 'FaultError']);

/** What is wrong with the value of an option names the option, too. */
export function ofOption<T>(option: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isUsageError(error) || error.message.startsWith('--')) throw error;
    throw new UsageError(`${option}: ${error.message}`, { cause: error });
  }
}

export const isUsageError = (error: unknown): error is Error => error instanceof Error && OF_THE_CALLER.has(error.name);
