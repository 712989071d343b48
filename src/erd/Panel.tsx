/** What is chosen, in words: columns, keys to follow, indexes, policies, and the statements of the page that use it. */
import { shortType } from './measure.ts';
import { type ForeignKey, referrersOf, type Schema, type Table, tableNamed } from './schema.ts';
import { type Selection, type Use, usesOf } from './selection.ts';
import { keyInWords, listed, securityInWords } from './words.ts';

export interface PanelProps {
  readonly schema: Schema;
  readonly tenant: string | undefined;
  readonly uses: readonly Use[];
  readonly selection: Selection;
  readonly onSelect: (selection: Selection) => void;
}

export function Panel({ hint, selection, ...rest }: PanelProps & { readonly hint: string }) {
  if (selection === null)
    return (
      <p className="erd-hint" id={hint}>
        Choose a table, or the line of a key. Arrow keys go from table to table, Enter chooses, Escape lets go.
      </p>
    );
  const table = tableNamed(rest.schema, selection.table);
  const key = table.foreignKeys.find(({ name }) => name === selection.key);
  return key === undefined ? (
    <TablePanel {...rest} selection={selection} table={table} />
  ) : (
    <KeyPanel {...rest} selection={selection} from={table} foreignKey={key} />
  );
}

function KeyPanel({
  schema,
  tenant,
  uses,
  selection,
  onSelect,
  from,
  foreignKey,
}: PanelProps & { from: Table; foreignKey: ForeignKey }) {
  return (
    <div>
      <Head close={() => onSelect(null)}>
        {from.name} {listed(foreignKey.columns)} → {foreignKey.table}
      </Head>
      {keyInWords(from, foreignKey, tenant).map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Uses uses={usesOf(uses, schema, selection)} />
      <p className="erd-follow">
        <button type="button" onClick={() => onSelect({ table: foreignKey.table })}>
          Follow to {foreignKey.table}
        </button>
        <button type="button" onClick={() => onSelect({ table: from.name })}>
          Back to {from.name}
        </button>
      </p>
    </div>
  );
}

function TablePanel({ schema, tenant, uses, selection, onSelect, table }: PanelProps & { table: Table }) {
  const incoming = referrersOf(schema, table.name);
  return (
    <div>
      <Head close={() => onSelect(null)}>{table.name}</Head>
      {table.comment !== null && <p>{table.comment}</p>}
      <div className="erd-facts">
        <Columns table={table} tenant={tenant} />
        <div>
          {table.foreignKeys.length > 0 && <h5>It refers to</h5>}
          <ul className="erd-keys">
            {table.foreignKeys.map((key) => (
              <li key={key.name}>
                <button type="button" onClick={() => onSelect({ table: table.name, key: key.name })}>
                  {key.table} by {listed(key.columns)}
                </button>
              </li>
            ))}
          </ul>
          {incoming.length > 0 && <h5>It is referred to by</h5>}
          <ul className="erd-keys">
            {incoming.map(({ from, key }) => (
              <li key={`${from.name}.${key.name}`}>
                <button type="button" onClick={() => onSelect({ table: from.name, key: key.name })}>
                  {from.name} by {listed(key.columns)}
                </button>
              </li>
            ))}
          </ul>
          <Uses uses={usesOf(uses, schema, selection)} />
        </div>
        <Guards table={table} />
      </div>
    </div>
  );
}

/** The name of what is chosen, which takes the focus, and the way out for those without an Escape key. */
const Head = ({ children, close }: { readonly children: React.ReactNode; readonly close: () => void }) => (
  <div className="erd-head">
    <h4 tabIndex={-1}>{children}</h4>
    <button type="button" onClick={close}>
      Close
    </button>
  </div>
);

export function Columns({ table, tenant }: { table: Table; tenant: string | undefined }) {
  return (
    <dl className="erd-columns">
      {table.columns.map((column) => (
        <div key={column.name}>
          <dt>
            <code>{column.name}</code> <code className="erd-soft">{shortType(column)}</code>
          </dt>
          <dd>
            {[roleOf(table, column.name), column.name === tenant ? 'the tenant' : '', column.comment ?? '']
              .filter(Boolean)
              .join('; ')}
          </dd>
        </div>
      ))}
    </dl>
  );
}
function roleOf(table: Table, column: string): string {
  const unique = table.uniques.find(({ columns }) => columns.includes(column));
  return [
    table.primaryKey?.columns.includes(column) ? 'primary key' : '',
    unique === undefined ? '' : unique.columns.length === 1 ? 'unique' : `unique as ${listed(unique.columns)}`,
    ...table.foreignKeys.filter(({ columns }) => columns.includes(column)).map((key) => `to ${key.table}`),
  ]
    .filter(Boolean)
    .join(', ');
}

export function Guards({ table }: { table: Table }) {
  return (
    <div>
      <h5>Who sees its rows</h5>
      <p>{securityInWords(table)}</p>
      {table.policies.map((policy) => (
        <p key={policy.name}>
          <code>
            {policy.name} FOR {policy.command} USING {policy.using ?? 'true'}
            {policy.check === null ? '' : ` WITH CHECK ${policy.check}`}
          </code>
        </p>
      ))}
      <p>
        {table.grants
          .map(
            ({ role, privileges, columns }) =>
              `${role}: ${privileges.join(', ')}${columns.length > 0 ? ` of ${columns.join(', ')}` : ''}`,
          )
          .join('. ')}
      </p>
      <h5>Indexes</h5>
      <ul>
        {table.indexes.map((index) => (
          <li key={index.name}>
            <code>
              {index.name} ({index.columns.join(', ')})
              {index.where === null ? '' : ` WHERE ${index.where.replace(/^\((.*)\)$/, '$1')}`}
            </code>
            {index.unique ? ', unique' : ''}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Uses({ uses }: { uses: readonly Use[] }) {
  if (uses.length === 0) return null;
  return (
    <>
      <h5>Statements on this page that use it</h5>
      <ul>
        {uses.map(({ href, title }) => (
          <li key={href}>
            <a href={href}>{title}</a>
          </li>
        ))}
      </ul>
    </>
  );
}
