/** The commands on the fixture model, called as functions: what they answered, what they complained about, how they ended. */
import { catalogueIn } from '../../src/cli/catalogue.ts';
import { main } from '../../src/cli/main.ts';

export const simulations = new URL('./fixtures/simulations/', import.meta.url);

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export async function sim(...args: readonly string[]): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const terminal = {
    answer: (text: string) => void out.push(text),
    complain: (line: string) => void err.push(line),
    progress: () => {},
  };
  const code = await main(args, { catalogue: catalogueIn(simulations), terminal });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The answer of a command with `--json`. */
export async function answer<T>(...args: readonly string[]): Promise<T> {
  const { out, err } = await sim(...args, '--json');
  if (out === '') throw new Error(err);
  return JSON.parse(out) as T;
}
