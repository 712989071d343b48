/** The plans of a script's statements, each under its statement; and what PostgreSQL says where it plans none. */
import { AnswerView } from './AnswerView.tsx';
import type { Explained, Planned } from './answer.ts';
import { PlanTree } from './PlanTree.tsx';
import { shortened } from './statements.ts';

export function ExplainedView({ explained: { planned, refusal } }: { readonly explained: Explained }) {
  const isOne = planned.length + (refusal === undefined ? 0 : 1) === 1;
  return (
    <>
      {planned.map((one, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements have no names and never change places
        <div className="sql-planned" key={i}>
          {!isOne && (
            <p>
              {i + 1}. <code>{shortened(one.sql)}</code>
            </p>
          )}
          <PlannedView planned={one} />
        </div>
      ))}
      {refusal && <AnswerView answer={{ refusal }} />}
    </>
  );
}

function PlannedView({ planned }: { readonly planned: Planned }) {
  if ('plan' in planned) return <PlanTree plan={planned.plan} />;
  if ('leftOut' in planned)
    return <p className="sql-soft">Left out: plans are shown within one transaction, which is taken back.</p>;
  return (
    <>
      <p>
        It has no plan. PostgreSQL plans SELECT, INSERT, UPDATE, DELETE, MERGE, VALUES, EXECUTE, DECLARE, CREATE TABLE
        AS and CREATE MATERIALIZED VIEW AS. This was carried out for what follows, and is taken back with it. To EXPLAIN
        of it PostgreSQL says:
      </p>
      <AnswerView answer={{ refusal: planned.unplanned }} />
    </>
  );
}
