/**
 * The page's side of the database: one question at a time, each with a time limit. Whoever waits too long, or loses patience, ends
 * the worker; the next question starts another one, which does again what had changed the database.
 */
import type { Answer, ConsoleSetup, Explained } from './answer.ts';
import type { Experiment, Pair } from './experiments.ts';
import type { Reply, Request } from './protocol.ts';
import { newName } from './thread.ts';

export interface Worker {
  postMessage(message: Request): void;
  terminate(): void;
  onmessage: ((event: { readonly data: Reply }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  onmessageerror: (() => void) | null;
  /** Tells when the thread that holds this lock has ended, where that can be known. */
  watch?(lock: string, tell: () => void): void;
}

/** Something that changed the database and would be lost with it. */
export interface Change {
  readonly as: string;
  readonly sql: string;
}

export interface Limits {
  readonly rows: number;
  readonly ms: number;
  /** Loading takes longer than asking. */
  readonly openMs: number;
}
export const LIMITS: Limits = { rows: 200, ms: 10_000, openMs: 120_000 };

/** Why there is no answer. The database is gone then; the next question makes it again. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}

export interface Client {
  /** Resolves with the version and with how many of the changes were refused this time. Throws `Stopped`. */
  open(changes: readonly Change[]): Promise<{ readonly version: string; readonly refused: number }>;
  run(as: string, sql: string): Promise<{ readonly answer: Answer; readonly ms: number }>;
  explain(as: string, sql: string): Promise<{ readonly explained: Explained; readonly ms: number }>;
  measure(rows: string, experiment: Experiment, n: number): Promise<Pair>;
  /** Ends whatever is running; whoever waits for it gets `Stopped` with these words. */
  stop(why: string): void;
}

/** `lost` is told why the database is gone when nobody was waiting for an answer: whoever waits gets `Stopped`. */
export function createClient(
  setup: ConsoleSetup,
  makeWorker: () => Worker,
  limits: Limits = LIMITS,
  lost: (why: string) => void = () => undefined,
): Client {
  let worker: Worker | undefined;
  let giveUp: ((why: string) => void) | undefined;

  const stop = (why: string): void => {
    worker?.terminate();
    worker = undefined;
    giveUp?.(why);
  };
  /** A thread that was ended on purpose is nobody's worker any more. */
  const died = (ended: Worker, why: string): void => {
    if (ended !== worker) return;
    const isAwaited = giveUp !== undefined;
    stop(why);
    if (!isAwaited) lost(why);
  };

  function ask(request: Request, limitMs: number): Promise<Reply> {
    const asked = worker;
    if (asked === undefined) return Promise.reject(new Stopped('The database is not running.'));
    return new Promise((resolve, reject) => {
      const tooLate = setTimeout(() => stop(`It took longer than ${limitMs / 1000} s and was stopped.`), limitMs);
      const end = () => {
        clearTimeout(tooLate);
        giveUp = undefined;
      };
      giveUp = (why) => {
        end();
        reject(new Stopped(why));
      };
      asked.onmessage = ({ data }) => {
        if (data.kind === 'failed') return stop(data.problem);
        end();
        resolve(data);
      };
      asked.onerror = ({ message }) =>
        died(asked, message === undefined || message === '' ? 'The database could not be loaded.' : message);
      asked.onmessageerror = () => died(asked, 'The database answered what this page cannot read.');
      asked.postMessage(request);
    });
  }

  const order = (as: string, sql: string) => {
    const actor = setup.actors[as];
    if (actor === undefined) throw new Error(`unknown actor "${as}"; known: ${Object.keys(setup.actors).join(', ')}`);
    return { actor, sql, rowLimit: limits.rows };
  };

  async function again(which: string, as: string, sql: string): Promise<{ readonly answer: Answer }> {
    try {
      return expected(await ask({ kind: 'run', ...order(as, sql) }, limits.ms), 'answered');
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      throw new Stopped(
        `Your change ${which} could not be done again: ${error.message} Start again from the seed to go on without it.`,
      );
    }
  }

  return {
    stop,
    async open(changes) {
      stop('The database is started anew.');
      const made = makeWorker();
      worker = made;
      const { scripts, always } = setup;
      const alive = newName();
      const opened = expected(await ask({ kind: 'open', scripts, always, alive }, limits.openMs), 'opened');
      made.watch?.(alive, () => died(made, 'The database has ended unexpectedly.'));
      let refused = 0;
      for (const [i, { as, sql }] of changes.entries()) {
        const { answer } = await again(`${i + 1} of ${changes.length}`, as, sql);
        if ('refusal' in answer) refused += 1;
      }
      return { version: opened.version, refused };
    },
    run: async (as, sql) => expected(await ask({ kind: 'run', ...order(as, sql) }, limits.ms), 'answered'),
    explain: async (as, sql) => expected(await ask({ kind: 'explain', ...order(as, sql) }, limits.ms), 'explained'),
    measure: async (rows, experiment, n) =>
      expected(await ask({ kind: 'measure', rows, experiment, n }, limits.openMs), 'measured').pair,
  };
}

function expected<K extends Reply['kind']>(reply: Reply, kind: K): Extract<Reply, { kind: K }> {
  if (reply.kind === kind) return reply as Extract<Reply, { kind: K }>; // its kind has just been compared
  throw new Error(`the database's worker answered "${reply.kind}"; expected "${kind}"`);
}

/** Reading leaves nothing behind that would have to be done again. SELECT … INTO and EXPLAIN ANALYZE do. */
export const changes = (sql: string): boolean =>
  !/^\s*(?:SELECT|TABLE|VALUES|EXPLAIN|SHOW)\b[^;]*;?\s*$/i.test(sql) || /\b(?:INTO|ANALYZE)\b/i.test(sql);
