/** What tables and keys mean, in sentences; the diagram's text equivalent and its panel say the same. */
import { type ForeignKey, manyOf, type Schema, type Table } from './schema.ts';

export const listed = (columns: readonly string[]): string =>
  columns.length === 1 ? (columns[0] ?? '') : `(${columns.join(', ')})`;

/** "tasks (tenant_id, project_id) refers to projects (tenant_id, project_id)." and what follows from it. */
export function keyInWords(from: Table, key: ForeignKey, tenant: string | undefined): readonly string[] {
  const { optional, unique } = manyOf(from, key);
  const many = unique ? 'at most one row' : 'any number of rows';
  return [
    `${from.name} ${listed(key.columns)} refers to ${key.table} ${listed(key.targetColumns)}.`,
    `A row of ${from.name} has ${optional ? 'at most one row' : 'exactly one row'} of ${key.table}; a row of ${key.table} has ${many} of ${from.name}.`,
    ...tenantWords(from, key, tenant),
    deleteWords(from, key),
    indexWords(from, key),
    ...(key.comment === null ? [] : [key.comment]),
  ];
}
function tenantWords(from: Table, key: ForeignKey, tenant: string | undefined): readonly string[] {
  if (tenant === undefined || key.columns.length === 1 || !key.columns.includes(tenant)) return [];
  return [
    `The key carries ${tenant}, so both rows belong to the same tenant. A row of another tenant does not exist for ${from.name}: 23503.`,
  ];
}

function deleteWords(from: Table, { table, onDelete, name }: ForeignKey): string {
  switch (onDelete) {
    case 'CASCADE':
      return `Removing a row of ${table} removes the rows of ${from.name} with it.`;
    case 'SET NULL':
      return `Removing a row of ${table} leaves the rows of ${from.name} without it.`;
    default:
      return `While rows of ${from.name} refer to it, a row of ${table} cannot be removed: 23503, ${name}.`;
  }
}

/** What an index narrows the search to that begins with some of the key's columns only. */
function indexWords(from: Table, { columns, index, table }: ForeignKey): string {
  if (index !== null) return `Found through the index ${index}.`;
  const shared = from.indexes
    .filter(({ where }) => where === null)
    .map((one) =>
      one.columns.slice(
        0,
        one.columns.findIndex((column) => !columns.includes(column)),
      ),
    )
    .reduce((best, found) => (found.length > best.length ? found : best), [] as readonly string[]);
  const read =
    shared.length === 0 ? `all of ${from.name}` : `every row of ${from.name} with the same ${shared.join(', ')}`;
  return `No whole index begins with ${listed(columns)}: removing a row of ${table} reads ${read}.`;
}

export function securityInWords({ security, owner, policies }: Table): string {
  if (security === 'off') return 'No row-level security: whoever may read the table may read every row.';
  const bound =
    security === 'forced' ? `everybody, ${owner} (the owner) included` : `everybody but ${owner}, the owner`;
  return policies.length === 0
    ? `Row-level security without a policy: nobody sees a row. It binds ${bound}.`
    : `Row-level security binds ${bound}; superusers and roles with BYPASSRLS it does not.`;
}

/** The whole diagram in one sentence. */
export function schemaInWords({ tables }: Schema): string {
  const keys = tables.reduce((sum, { foreignKeys }) => sum + foreignKeys.length, 0);
  const guarded = tables.filter(({ security }) => security !== 'off').length;
  return `${tables.length} tables, ${keys} foreign keys between them, ${guarded} with row-level security: ${tables.map(({ name }) => name).join(', ')}.`;
}
