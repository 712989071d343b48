/** The diagram for those who read rather than look, and without script: every table with all that is known of it. */
import { Columns, Guards } from './Panel.tsx';
import type { Schema } from './schema.ts';
import { keyInWords, schemaInWords } from './words.ts';

export function AsText({ schema, tenant }: { schema: Schema; tenant: string | undefined }) {
  return (
    <details className="erd-text">
      <summary>The same as text</summary>
      <p>{schemaInWords(schema)}</p>
      {schema.tables.map((table) => (
        <section key={table.name} aria-label={table.name}>
          <h4>{table.name}</h4>
          {table.comment !== null && <p>{table.comment}</p>}
          <Columns table={table} tenant={tenant} />
          <ul>
            {table.foreignKeys.map((key) => (
              <li key={key.name}>{keyInWords(table, key, tenant).join(' ')}</li>
            ))}
          </ul>
          <Guards table={table} />
        </section>
      ))}
    </details>
  );
}
