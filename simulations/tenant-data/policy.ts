/**
 * What PostgreSQL decides: which rows a statement sees, and which it refuses. A test runs the same statements on a real
 * PostgreSQL with schema.sql and holds the two to the same verdicts.
 */
import type { TenantParams } from './knobs.ts';
import { type Invoice, invoices, type Project, projects, type Tenant } from './people.ts';
import type { Reading, Role, Statement } from './statement.ts';

/** What app.tenant holds: null before the first SET of a connection, '' after a transaction that had set it locally. */
export type Setting = string | null;

export interface Written {
  readonly table: 'tasks' | 'invoices';
  readonly tenant: Tenant;
  readonly project?: number;
}
export type Verdict =
  | { readonly rows: readonly Pick<Invoice, 'tenant' | 'id'>[] }
  | { readonly written: Written }
  | { readonly sqlstate: '42501' | '23503' };

/** Whether the policies bind a role at all. */
export function bound(role: Role, { policies, adminScope }: TenantParams): boolean {
  if (policies === 'off') return false;
  if (role === 'owner') return policies === 'forced';
  return role === 'app' || adminScope === 'one';
}

export function decide(statement: Statement, role: Role, setting: Setting, params: TenantParams): Verdict {
  const visible = (tenant: Tenant): boolean => !bound(role, params) || String(tenant) === setting;
  switch (statement.verb) {
    case 'list':
    case 'remind':
    case 'read':
      return {
        rows: invoices
          .filter((row) => asked(statement, row) && visible(row.tenant))
          .map(({ tenant, id }) => ({ tenant, id })),
      };
    case 'add-task':
      if (mayNotWrite(role) || !visible(statement.tenant)) return { sqlstate: '42501' };
      if (!projects.some((project) => isReferredTo(project, statement, params))) return { sqlstate: '23503' };
      return { written: { table: 'tasks', tenant: statement.tenant, project: statement.project } };
    case 'add-invoice':
      if (mayNotWrite(role) || !visible(statement.tenant)) return { sqlstate: '42501' };
      return { written: { table: 'invoices', tenant: statement.tenant } };
  }
}

const mayNotWrite = (role: Role): boolean => role === 'admin';

function asked(statement: Reading, row: Invoice): boolean {
  if (statement.predicate !== null && row.tenant !== statement.predicate) return false;
  if (statement.verb === 'remind') return !row.paid;
  return statement.verb !== 'read' || row.id === statement.id;
}

/** A foreign key looks for its row beneath all policies: only what the key carries keeps it at home. */
const isReferredTo = (
  project: Project,
  task: { readonly tenant: Tenant; readonly project: number },
  { foreignKey }: TenantParams,
): boolean => project.id === task.project && (foreignKey === 'id' || project.tenant === task.tenant);
