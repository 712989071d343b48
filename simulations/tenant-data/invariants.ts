/** What must hold, in sentences. */
import type { Invariant, Reading } from '../../src/kernel/index.ts';
import type { DatabaseContext } from './database.ts';
import type { TenantParams } from './knobs.ts';
import { names, projects } from './people.ts';
import type { RequestContext } from './request.ts';

export const NO_ROW_CROSSES = 'no row crosses tenants';
export const NO_REFERENCE_CROSSES = 'no reference crosses tenants';
export const ALL_ANSWERED = 'every request is answered';

const requests = (of: Reading): RequestContext[] => of('request').map(({ context }) => context as RequestContext);
const added = (of: Reading): DatabaseContext['added'] =>
  of('database').flatMap(({ context }) => (context as DatabaseContext).added);

const seen = (of: Reading) =>
  requests(of).flatMap(({ ask, rows }) =>
    rows.filter(({ tenant }) => tenant !== ask.rightTo).map(({ tenant, id }) => ({ ask, tenant, id })),
  );
const forged = (of: Reading) => {
  const rightTo = new Map(requests(of).map(({ request, ask }) => [request, ask.rightTo]));
  return added(of).filter(({ tenant, by }) => tenant !== rightTo.get(by));
};
const strayed = (of: Reading) =>
  added(of).filter(
    ({ tenant, project }) =>
      project !== undefined && !projects.some((one) => one.id === project && one.tenant === tenant),
  );

export const invariants: readonly Invariant<TenantParams>[] = [
  {
    name: NO_ROW_CROSSES,
    kind: 'always',
    reads: ['request', 'database'],
    holds: (of) => seen(of).length === 0 && forged(of).length === 0,
    why: (of) => {
      const [row] = seen(of);
      if (row !== undefined) return `${names[row.ask.who]} was given invoice ${row.id} of tenant ${row.tenant}`;
      const [one] = forged(of);
      return `a row was written into the ${one?.table} of tenant ${one?.tenant}`;
    },
  },
  {
    name: NO_REFERENCE_CROSSES,
    kind: 'always',
    reads: ['database'],
    holds: (of) => strayed(of).length === 0,
    why: (of) => {
      const [task] = strayed(of);
      return `a task of tenant ${task?.tenant} hangs on project ${task?.project}, which is another tenant’s`;
    },
  },
  {
    name: ALL_ANSWERED,
    kind: 'eventually',
    reads: ['request'],
    holds: (of) => of('request').every(({ status }) => status === 'done'),
  },
  {
    name: 'somebody sees rows',
    kind: 'sometimes',
    reads: ['request'],
    holds: (of) => requests(of).some(({ rows }) => rows.length > 0),
  },
  {
    name: 'somebody is refused',
    kind: 'sometimes',
    reads: ['request'],
    holds: (of) => requests(of).some(({ refusal }) => refusal !== ''),
  },
];
