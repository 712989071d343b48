/** Reads a schema out of the catalogue: tables, keys, indexes, policies and the words that COMMENT ON has left. */
import type { PGlite } from '@electric-sql/pglite';
import type { ForeignKey, Index, Schema, Table } from './schema.ts';

/** Everything that is not PostgreSQL's own, in the order in which it was made. */
export async function introspect(database: PGlite): Promise<Schema> {
  const { rows } = await database.query<{ readonly tables: readonly Found[] | null; readonly version: string }>(
    CATALOGUE,
  );
  const [found] = rows as [(typeof rows)[number]];
  return { version: found.version, tables: (found.tables ?? []).map(withIndexes) };
}

interface Found extends Omit<Table, 'foreignKeys'> {
  readonly foreignKeys: readonly Omit<ForeignKey, 'index'>[];
}

const withIndexes = (table: Found): Table => ({
  ...table,
  foreignKeys: table.foreignKeys.map((key) => ({ ...key, index: indexFor(key.columns, table.indexes) })),
});

/** A partial index does not see all rows, so it does not count; nor does one whose first columns are others. */
export function indexFor(columns: readonly string[], indexes: readonly Index[]): string | null {
  const wanted = new Set(columns);
  const serves = ({ columns: has, where }: Index) =>
    where === null &&
    has.slice(0, wanted.size).filter((column) => wanted.has(column.replace(/ DESC$/, ''))).length === wanted.size;
  return indexes.find(serves)?.name ?? null;
}

const names = (numbers: string, relation: string) => `(
  SELECT json_agg(a.attname ORDER BY u.place) FROM unnest(${numbers}) WITH ORDINALITY AS u (number, place)
  JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.number)`;

const COLUMNS = `(
  SELECT json_agg(json_build_object(
    'name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'nullable', NOT a.attnotnull, 'identity', a.attidentity <> '',
    'default', pg_get_expr(d.adbin, d.adrelid), 'comment', col_description(c.oid, a.attnum)) ORDER BY a.attnum)
  FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)`;

const keys = (type: 'p' | 'u') => `(
  SELECT coalesce(json_agg(json_build_object('name', k.conname, 'columns', ${names('k.conkey', 'c.oid')}) ORDER BY k.oid), '[]')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = '${type}')`;

const FOREIGN_KEYS = `(
  SELECT coalesce(json_agg(json_build_object(
    'name', k.conname, 'columns', ${names('k.conkey', 'k.conrelid')}, 'table', (SELECT relname FROM pg_class WHERE oid = k.confrelid),
    'targetColumns', ${names('k.confkey', 'k.confrelid')}, 'comment', obj_description(k.oid, 'pg_constraint'),
    'onDelete', CASE k.confdeltype WHEN 'c' THEN 'CASCADE' WHEN 'r' THEN 'RESTRICT' WHEN 'n' THEN 'SET NULL' WHEN 'd' THEN 'SET DEFAULT' ELSE 'NO ACTION' END
  ) ORDER BY k.oid), '[]')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'f')`;

const CHECKS = `(
  SELECT coalesce(json_agg(pg_get_constraintdef(k.oid) ORDER BY k.oid), '[]')
  FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')`;

/** Of the options of an index column, 1 is DESC. */
const INDEXES = `(
  SELECT coalesce(json_agg(json_build_object(
    'name', (SELECT relname FROM pg_class WHERE oid = i.indexrelid), 'unique', i.indisunique, 'where', pg_get_expr(i.indpred, i.indrelid),
    'columns', (SELECT json_agg(pg_get_indexdef(i.indexrelid, place::int, true) || CASE WHEN option & 1 = 1 THEN ' DESC' ELSE '' END ORDER BY place)
      FROM unnest(i.indoption::int2[]) WITH ORDINALITY AS o (option, place))
  ) ORDER BY i.indexrelid), '[]')
  FROM pg_index i WHERE i.indrelid = c.oid)`;

const POLICIES = `(
  SELECT coalesce(json_agg(json_build_object(
    'name', p.polname, 'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid),
    'command', CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
    'roles', (SELECT json_agg(CASE r WHEN 0 THEN 'everybody' ELSE pg_get_userbyid(r)::text END) FROM unnest(p.polroles) r),
    'comment', obj_description(p.oid, 'pg_policy')) ORDER BY p.oid), '[]')
  FROM pg_policy p WHERE p.polrelid = c.oid)`;

const GRANTS = `(
  SELECT coalesce(json_agg(json_build_object('role', role, 'privileges', privileges, 'columns', columns) ORDER BY role, columns::text), '[]') FROM (
    SELECT pg_get_userbyid(x.grantee) AS role, json_agg(x.privilege_type ORDER BY x.privilege_type) AS privileges, '[]'::json AS columns
    FROM aclexplode(c.relacl) x WHERE x.grantee <> c.relowner GROUP BY 1
    UNION ALL
    SELECT pg_get_userbyid(x.grantee), json_agg(DISTINCT x.privilege_type), json_agg(a.attname ORDER BY a.attnum)
    FROM pg_attribute a, aclexplode(a.attacl) x WHERE a.attrelid = c.oid GROUP BY 1) AS granted)`;

const CATALOGUE = `
SELECT current_setting('server_version') AS version, json_agg(json_build_object(
  'name', c.relname, 'comment', obj_description(c.oid, 'pg_class'), 'owner', pg_get_userbyid(c.relowner),
  'columns', ${COLUMNS}, 'primaryKey', ${keys('p')} -> 0, 'uniques', ${keys('u')}, 'foreignKeys', ${FOREIGN_KEYS},
  'checks', ${CHECKS}, 'indexes', ${INDEXES}, 'policies', ${POLICIES}, 'grants', ${GRANTS},
  'security', CASE WHEN NOT c.relrowsecurity THEN 'off' WHEN c.relforcerowsecurity THEN 'forced' ELSE 'enabled' END
) ORDER BY c.oid) AS tables
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'`;
