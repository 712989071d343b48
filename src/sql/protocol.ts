/** What the page and the database's worker say to each other. */
import type { Actor, Answer, Explained } from './answer.ts';
import type { Experiment, Pair } from './experiments.ts';

export type Request =
  /** `alive` names the lock that the worker holds while it lives. */
  | { readonly kind: 'open'; readonly scripts: readonly string[]; readonly always: string; readonly alive: string }
  | { readonly kind: 'run' | 'explain'; readonly actor: Actor; readonly sql: string; readonly rowLimit: number }
  | { readonly kind: 'measure'; readonly rows: string; readonly experiment: Experiment; readonly n: number };

export type Reply =
  | { readonly kind: 'opened'; readonly version: string; readonly ms: number }
  | { readonly kind: 'answered'; readonly answer: Answer; readonly ms: number }
  | { readonly kind: 'explained'; readonly explained: Explained; readonly ms: number }
  | { readonly kind: 'measured'; readonly pair: Pair; readonly ms: number }
  /** The request could not be carried out at all; `problem` is in words. */
  | { readonly kind: 'failed'; readonly problem: string };
