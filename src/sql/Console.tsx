/** The page's statements, and a console in which a reader runs them or others on a PostgreSQL of their own. */
import { useId, useRef, useState } from 'react';
import { Action } from './Action.tsx';
import { AnswerView } from './AnswerView.tsx';
import type { ConsoleSetup } from './answer.ts';
import { LIMITS } from './client.ts';
import { ExplainedView } from './ExplainedView.tsx';
import type { Recorded } from './recorded.ts';
import { StatementList } from './StatementList.tsx';
import { type Statement, shortened } from './statements.ts';
import { type Outcome, useDatabase } from './use-database.ts';
import { WEIGHT } from './weight.ts';

export interface ConsoleProps {
  /** What the reader's own text is kept under. */
  readonly name: string;
  readonly setup: ConsoleSetup;
  readonly statements: readonly Statement[];
  readonly recorded: Recorded;
}

export default function Console({ name, setup, statements, recorded }: ConsoleProps) {
  const [first] = statements;
  const fresh = { as: first?.as ?? Object.keys(setup.actors)[0] ?? '', sql: first?.sql ?? '', changes: [] };
  const { state, kept, awake, ...database } = useDatabase(name, setup, fresh);
  const editor = useRef<HTMLTextAreaElement>(null);
  const console_ = useRef<HTMLElement>(null);
  /** What stood in the editor before a statement of the page took its place. */
  const [before, setBefore] = useState<{ readonly sql: string; readonly as: string } | null>(null);
  const put = ({ sql, as }: { readonly sql: string; readonly as: string }): void => {
    database.write(sql);
    database.become(as);
    editor.current?.focus();
  };
  const busy = state.phase === 'starting' || state.phase === 'running';
  const started = state.phase !== 'asleep';
  const { whyNot, refuse } = database;
  const run = () => (whyNot === undefined ? database.run(kept.as, kept.sql) : refuse(whyNot));
  return (
    <div className="sql">
      <StatementList
        statements={statements}
        recorded={recorded}
        actors={setup.actors}
        tenant={setup.tenant}
        awake={awake}
        onTake={(statement) => {
          if (!statements.some(({ sql }) => sql === kept.sql)) setBefore({ sql: kept.sql, as: kept.as });
          put(statement);
        }}
      />
      <section className="sql-console" aria-label="Console" tabIndex={-1} ref={console_}>
        <noscript>
          <p>PostgreSQL in the page needs script. What it answered stands with each statement above.</p>
        </noscript>
        {!started && (
          <p>
            <button
              type="button"
              className="sql-first"
              disabled={!awake}
              onClick={() => {
                // The button goes away; whoever pressed it by keyboard stays here.
                console_.current?.focus({ preventScroll: true });
                void database.start();
              }}
            >
              Start PostgreSQL in this page ({WEIGHT})
            </button>
          </p>
        )}
        <Editor
          setup={setup}
          kept={kept}
          disabled={!awake}
          editor={editor}
          write={database.write}
          become={database.become}
          onRun={run}
        />
        <div className="sql-actions">
          <Action awake={awake} className={started ? 'sql-first' : ''} whyNot={whyNot} onPress={run} onRefused={refuse}>
            Run
          </Action>
          <Action awake={awake} whyNot={whyNot} onPress={() => database.explain(kept.as, kept.sql)} onRefused={refuse}>
            Show its plan
          </Action>
          <Action
            awake={awake}
            whyNot={busy ? undefined : 'Nothing runs that could be cancelled.'}
            onPress={database.cancel}
            onRefused={refuse}
          >
            Cancel
          </Action>
          <Action awake={awake} whyNot={whyNot} onPress={database.reset} onRefused={refuse}>
            Start again from the seed
          </Action>
          {before !== null && before.sql !== kept.sql && (
            <button type="button" onClick={() => put(before)}>
              Put back what you wrote
            </button>
          )}
        </div>
        <p className="sql-soft">
          At most {LIMITS.rows} rows and {LIMITS.ms / 1000} s. Each run is a session of its own: what it does not commit
          is taken back, and so is what a plan was shown of. What you write stays in this browser.
        </p>
        <p role="status" className="sql-notice">
          {state.phase === 'running' ? 'It runs …' : state.notice}
        </p>
        {state.outcomes.map((outcome) => (
          <OutcomeView key={outcome.number} outcome={outcome} label={setup.actors[outcome.as]?.label ?? outcome.as} />
        ))}
      </section>
    </div>
  );
}

interface EditorProps {
  readonly setup: ConsoleSetup;
  readonly kept: { readonly as: string; readonly sql: string };
  readonly disabled: boolean;
  readonly editor: React.RefObject<HTMLTextAreaElement | null>;
  readonly write: (sql: string) => void;
  readonly become: (as: string) => void;
  readonly onRun: () => void;
}
function Editor({ setup, kept, disabled, editor, write, become, onRun }: EditorProps) {
  const id = useId();
  return (
    <>
      <p className="sql-as">
        <label htmlFor={`${id}-as`}>As</label>
        <select
          id={`${id}-as`}
          value={kept.as}
          disabled={disabled}
          onChange={(event) => become(event.currentTarget.value)}
        >
          {Object.entries(setup.actors).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
        <span className="sql-soft">
          {setup.actors[kept.as]?.says} <code>{setup.actors[kept.as]?.setup}</code>
        </span>
      </p>
      <p className="sql-as">
        <label htmlFor={`${id}-sql`}>SQL</label>
        <span className="sql-soft">Ctrl or ⌘ with Enter runs it.</span>
      </p>
      <textarea
        id={`${id}-sql`}
        ref={editor}
        value={kept.sql}
        disabled={disabled}
        rows={Math.min(14, Math.max(4, kept.sql.split('\n').length + 1))}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onRun();
        }}
      />
    </>
  );
}

function OutcomeView({ outcome: { sql, ms, said }, label }: { readonly outcome: Outcome; readonly label: string }) {
  return (
    <article className="sql-outcome">
      <p className="sql-soft">
        <abbr className="badge" title="from a real database">
          R
        </abbr>{' '}
        As {label}, {ms.toFixed(0)} ms: <code>{shortened(sql)}</code>
      </p>
      {'answer' in said ? <AnswerView answer={said.answer} /> : <ExplainedView explained={said.explained} />}
    </article>
  );
}
