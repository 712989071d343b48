/** The statements of a page with what was recorded of them: readable without script, each can be taken into the console. */
import { AnswerView, verdictOf } from './AnswerView.tsx';
import type { Actor } from './answer.ts';
import { PlanTree } from './PlanTree.tsx';
import type { Recorded } from './recorded.ts';
import { anchorOf, type Statement } from './statements.ts';

interface Props {
  readonly statements: readonly Statement[];
  readonly recorded: Recorded;
  readonly actors: Readonly<Record<string, Actor>>;
  readonly tenant: string | undefined;
  readonly awake: boolean;
  readonly onTake: (statement: Statement) => void;
}

export function StatementList({ statements, ...rest }: Props) {
  const groups = [...new Set(statements.map(({ group }) => group))];
  return groups.map((group) => (
    <section key={group} aria-label={group || 'Statements'}>
      {group !== '' && <h3 className="sql-group">{group}</h3>}
      <ul className="sql-statements">
        {statements
          .filter((statement) => statement.group === group)
          .map((statement) => (
            <li key={statement.id}>
              <OneStatement {...rest} statement={statement} />
            </li>
          ))}
      </ul>
    </section>
  ));
}

function OneStatement({
  statement,
  recorded,
  actors,
  tenant,
  awake,
  onTake,
}: Omit<Props, 'statements'> & { readonly statement: Statement }) {
  const found = recorded.statements[statement.id];
  return (
    <details>
      <summary>
        <span>{statement.title}</span>{' '}
        {found && (
          <code className={statement.crosses ? 'sql-verdict is-crossing' : 'sql-verdict'}>
            {statement.crosses && (
              <>
                <span aria-hidden="true">✕ </span>
                <span className="visually-hidden">gives away: </span>
              </>
            )}
            {verdictOf(found.answer, tenant)}
          </code>
        )}
      </summary>
      <div id={anchorOf(statement.id)} className="sql-statement">
        <p>{statement.says}</p>
        <p className="sql-soft">As {actors[statement.as]?.label}:</p>
        <pre>
          <code>{statement.sql}</code>
        </pre>
        {found && <AnswerView answer={found.answer} />}
        {found?.plan && <PlanTree plan={found.plan} />}
        <p className="sql-soft">
          <abbr className="badge" title="from a real database">
            R
          </abbr>{' '}
          {recorded.version}, {recorded.date}.
        </p>
        <button type="button" disabled={!awake} onClick={() => onTake(statement)}>
          Take it into the console
        </button>
      </div>
    </details>
  );
}
