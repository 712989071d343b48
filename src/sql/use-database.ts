/** A database in the page: asleep until somebody wants it, one question at a time, and every end of it in words. */
import { useEffect, useRef, useState } from 'react';
import { answerInWords } from './AnswerView.tsx';
import type { Answer, ConsoleSetup, Explained } from './answer.ts';
import { type Client, changes, createClient, type Worker as DatabaseWorker, LIMITS, Stopped } from './client.ts';
import { browserStore, type Kept, keep, recall } from './kept.ts';
import { newWorker } from './new-worker.ts';

export interface Outcome {
  readonly number: number;
  readonly as: string;
  readonly sql: string;
  readonly ms: number;
  readonly said: { readonly answer: Answer } | { readonly explained: Explained };
}

export interface DatabaseState {
  readonly phase: 'asleep' | 'starting' | 'ready' | 'running' | 'stopped';
  /** What happened last, in words. */
  readonly notice: string;
  /** The newest first. */
  readonly outcomes: readonly Outcome[];
}

/** More would only be scrolled past. */
const MOST_OUTCOMES = 8;

function doneAgain(changes: number, refused: number): string {
  if (changes === 0) return '';
  const done = changes === 1 ? 'One change of yours was' : `${changes} changes of yours were`;
  return ` ${done} done again${refused > 0 ? `; ${refused} of them were refused this time` : ''}.`;
}

/** Why nothing can be asked now; undefined where something can be. */
const BUSY: Readonly<Record<DatabaseState['phase'], string | undefined>> = {
  asleep: 'PostgreSQL does not run yet: the button above starts it.',
  starting: 'PostgreSQL is still loading.',
  running: 'What was asked before still runs: wait for it, or cancel it.',
  ready: undefined,
  stopped: undefined,
};

/** Whoever listens is told as well that an answer has come. */
function toldOf({ said }: Outcome, tenant: string | undefined): string {
  if ('answer' in said) return answerInWords(said.answer, tenant);
  const { planned, refusal } = said.explained;
  const plans = planned.filter((one) => 'plan' in one).length;
  const shown = plans === 0 ? '' : `${plans === 1 ? 'Its plan is' : `${plans} plans are`} shown.`;
  return (
    [shown, refusal === undefined ? '' : answerInWords({ refusal })].filter(Boolean).join(' ') || 'It has no plan.'
  );
}

export function useDatabase(
  name: string,
  setup: ConsoleSetup,
  fresh: Kept,
  makeWorker: () => DatabaseWorker = newWorker,
) {
  const [state, setState] = useState<DatabaseState>({ phase: 'asleep', notice: '', outcomes: [] });
  const [kept, setKept] = useState<Kept>(fresh);
  const [awake, setAwake] = useState(false);
  const client = useRef<Client | null>(null);
  const now = useRef(kept);
  now.current = kept;

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was kept is read once, when the page has woken
  useEffect(() => {
    setKept(recall(name, fresh, Object.keys(setup.actors), browserStore()));
    setAwake(true);
    return () => client.current?.stop('The page is closed.');
  }, []);

  const change = (to: Partial<Kept>): void => {
    now.current = { ...now.current, ...to };
    setKept(now.current);
    keep(name, now.current, browserStore());
  };
  const say = (to: Partial<DatabaseState>): void => setState((was) => ({ ...was, ...to }));

  const stopped = (why: string): void =>
    say({
      phase: 'stopped',
      notice: `${why} Your text and your changes are kept; the next statement starts the database again.`,
    });

  async function started(anew: boolean): Promise<Client> {
    client.current ??= createClient(setup, makeWorker, LIMITS, stopped);
    say({ phase: 'starting', notice: 'PostgreSQL is loading; that takes some seconds.' });
    const again = now.current.changes;
    const { version, refused } = await client.current.open(again);
    const asSeeded = anew ? 'Everything is as the seed made it. ' : '';
    say({ phase: 'ready', notice: `${asSeeded}${version} runs in this page.${doneAgain(again.length, refused)}` });
    return client.current;
  }

  /** Starts the database where it does not run, asks it if there is something to ask, and says what became of it. */
  async function attempt(work?: (client: Client) => Promise<Outcome>, anew = false): Promise<void> {
    try {
      const ready = client.current !== null && state.phase === 'ready' && !anew ? client.current : await started(anew);
      if (work === undefined) return;
      say({ phase: 'running' });
      const outcome = await work(ready);
      setState((was) => ({
        phase: 'ready',
        notice: toldOf(outcome, setup.tenant),
        outcomes: [outcome, ...was.outcomes].slice(0, MOST_OUTCOMES),
      }));
    } catch (error) {
      stopped(error instanceof Stopped ? error.message : `Something is wrong with the console: ${String(error)}`);
    }
  }

  return {
    state,
    kept,
    /** False where no script runs, and until it does. */
    awake,
    write: (sql: string) => change({ sql }),
    become: (as: string) => change({ as }),
    start: () => attempt(),
    whyNot: BUSY[state.phase],
    /** Pressed all the same; what runs goes on saying so. */
    refuse: (why: string) => state.phase !== 'running' && say({ notice: why }),
    run: (as: string, sql: string) =>
      attempt(async (ready) => {
        const { answer, ms } = await ready.run(as, sql);
        if ('done' in answer && changes(sql)) change({ changes: [...now.current.changes, { as, sql }] });
        return { number: Date.now(), as, sql, ms, said: { answer } };
      }),
    explain: (as: string, sql: string) =>
      attempt(async (ready) => {
        const { explained, ms } = await ready.explain(as, sql);
        return { number: Date.now(), as, sql, ms, said: { explained } };
      }),
    reset: () => {
      change({ changes: [] });
      say({ outcomes: [] });
      return attempt(undefined, true);
    },
    cancel: () => client.current?.stop('Stopped.'),
  };
}
