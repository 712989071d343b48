/** What a database answered: its rows, or its refusal with the SQLSTATE. */
import { type Answer, type Done, outcomeInWords, type Table } from './answer.ts';

export function AnswerView({ answer }: { readonly answer: Answer }) {
  if ('refusal' in answer) {
    const { sqlstate, message, detail, hint } = answer.refusal;
    return (
      <div className="sql-refusal">
        <p>
          <code>{sqlstate}</code> {message}
        </p>
        {detail && <p>{detail}</p>}
        {hint && <p>{hint}</p>}
      </div>
    );
  }
  return (
    <>
      {answer.done.map((done, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: results have no names and never change places
        <DoneView key={i} done={done} />
      ))}
    </>
  );
}

function DoneView({ done }: { readonly done: Done }) {
  return (
    <div className="sql-done">
      {done.table !== null && done.table.rows.length > 0 && <Rows table={done.table} />}
      <p className="sql-soft">{outcomeInWords(done)}</p>
    </div>
  );
}

function Rows({ table: { columns, rows } }: { readonly table: Table }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a landmark for every answer
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
    <div className="sql-scroll" role="group" tabIndex={0} aria-label={`Rows of ${columns.join(', ')}`}>
      <table>
        <thead>
          <tr>
            {columns.map((name, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
              <th key={i} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a query have no key
            <tr key={i}>
              {row.map((value, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={j}>{value ?? <span className="sql-soft">NULL</span>}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What there is to hear of an answer that is shown: of a refusal also what was refused. */
export const answerInWords = (answer: Answer, tenant?: string): string =>
  'refusal' in answer
    ? `Refused: ${answer.refusal.sqlstate}, ${answer.refusal.message}.`
    : `Answered: ${verdictOf(answer, tenant)}.`;

/** For a line: "2 rows of tenant 1", "42501"; of a single value, "count = 0"; of a plan, its first step. `tenant` is the column that says whose a row is. */
export const verdictOf = (answer: Answer, tenant?: string): string =>
  'refusal' in answer
    ? answer.refusal.sqlstate
    : answer.done.map((done) => single(done) ?? `${outcomeInWords(done)}${ofWhom(done, tenant)}`).join(', ');

function ofWhom({ table }: Done, tenant: string | undefined): string {
  const column = tenant === undefined ? -1 : (table?.columns.indexOf(tenant) ?? -1);
  const whose = [...new Set(table?.rows.map((row) => row[column]))].filter((one) => typeof one === 'string');
  if (whose.length === 0) return '';
  return ` of ${whose.length === 1 ? 'tenant' : 'tenants'} ${whose.join(' and ')}`;
}

function single({ table }: Done): string | undefined {
  const [name] = table?.columns ?? [];
  const [[value] = []] = table?.rows ?? [];
  if (name === 'QUERY PLAN') return value?.trim();
  return table?.columns.length === 1 && table.rows.length === 1 && name !== undefined
    ? `${name} = ${value ?? 'NULL'}`
    : undefined;
}
