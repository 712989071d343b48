/** The statements that requests send, as data that the model decides by and as the SQL that a real database is given. */
import type { Ask } from './asks.ts';
import type { TenantParams } from './knobs.ts';
import type { Tenant } from './people.ts';

export type Role = 'app' | 'owner' | 'admin';

/** `predicate` is the tenant that the statement names, if it names one. */
export type Reading =
  | { readonly verb: 'list'; readonly predicate: Tenant | null }
  | { readonly verb: 'remind'; readonly predicate: Tenant | null }
  | { readonly verb: 'read'; readonly id: number; readonly predicate: Tenant | null };
export type Statement =
  | Reading
  | { readonly verb: 'add-task'; readonly tenant: Tenant; readonly project: number }
  | { readonly verb: 'add-invoice'; readonly tenant: Tenant };

/** `tenant` is the one that the request works for, as far as it knows. */
export function statementOf(ask: Ask, tenant: Tenant | null, { predicate }: TenantParams): Statement {
  const named = predicate ? tenant : null;
  switch (ask.verb) {
    case 'list':
    case 'remind':
      return { verb: ask.verb, predicate: named };
    case 'read':
      return { verb: 'read', id: ask.id ?? 0, predicate: named };
    case 'add-task':
      return { verb: 'add-task', tenant: tenant ?? ask.rightTo, project: ask.id ?? 0 };
    case 'add-invoice':
      return { verb: 'add-invoice', tenant: ask.claims ?? ask.rightTo };
  }
}

export function roleOf({ who }: Ask, { connectsAs, jobConnectsAs }: TenantParams): Role {
  if (who === 'sam') return 'admin';
  return who === 'job' ? jobConnectsAs : connectsAs;
}

export function sqlOf(statement: Statement): string {
  switch (statement.verb) {
    case 'list':
      return `SELECT * FROM invoices${where([byTenant(statement.predicate)])}`;
    case 'remind':
      return `SELECT * FROM invoices${where(['paid_on IS NULL', byTenant(statement.predicate)])}`;
    case 'read':
      return `SELECT * FROM invoices${where([`invoice_id = ${statement.id}`, byTenant(statement.predicate)])}`;
    case 'add-task':
      return `INSERT INTO tasks (tenant_id, project_id, title) VALUES (${statement.tenant}, ${statement.project}, 'Look around')`;
    case 'add-invoice':
      return `INSERT INTO invoices (tenant_id, number, amount_cents) VALUES (${statement.tenant}, '2026-900', 100)`;
  }
}
const byTenant = (tenant: Tenant | null): string => (tenant === null ? '' : `tenant_id = ${tenant}`);
function where(conditions: readonly string[]): string {
  const given = conditions.filter((condition) => condition !== '');
  return given.length === 0 ? '' : ` WHERE ${given.join(' AND ')}`;
}
