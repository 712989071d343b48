/** What can be turned: who asks what, and each layer between the question and the rows. */
import type { Knobs, ParamsOf } from '../../src/kernel/index.ts';

const READS = ['both', 'in-turn', 'guess', 'job', 'support', 'wrong-host'];
const WITH_BRUNO = ['both', 'in-turn', 'guess', 'link', 'forge', 'wrong-host'];

export const knobs = {
  asks: {
    label: 'Who asks',
    says: 'Which requests arrive.',
    initial: 'both',
    options: {
      both: 'Ada and Bruno list invoices at once',
      'in-turn': 'Ada lists invoices, then Bruno',
      guess: "Bruno asks for acme's invoice 101",
      link: "Bruno adds a task to acme's project 1",
      forge: 'Bruno writes an invoice for acme',
      job: 'Ada lists invoices, then a job works for birch',
      support: 'Sam of support helps birch',
      'wrong-host': 'Bruno opens acme’s address',
    },
  },
  predicate: {
    label: 'WHERE tenant_id',
    says: 'Whether the statement names the tenant. Off is the endpoint on which somebody forgot it.',
    initial: true,
    appliesWhen: { asks: READS },
  },
  policies: {
    label: 'Row-level security',
    says: 'ENABLE binds everybody but the owner of a table; FORCE binds the owner, too.',
    initial: 'forced',
    options: { off: 'off', enabled: 'ENABLE', forced: 'ENABLE and FORCE' },
  },
  connectsAs: {
    label: 'The application connects as',
    says: 'The role that requests work as. The owner made the tables; the application should be somebody else.',
    initial: 'app',
    appliesWhen: { asks: [...WITH_BRUNO, 'job'] },
    options: { app: 'app', owner: 'the owner' },
  },
  context: {
    label: 'The tenant is set with',
    says: 'SET LOCAL ends with the transaction. SET stays on the connection, and the pool lends the connection to the next.',
    initial: 'local',
    options: { local: 'SET LOCAL', session: 'SET' },
  },
  jobContext: {
    label: 'The job knows its tenant',
    says: 'Whether a background job carries the tenant that it works for. Without it, it can neither set the tenant nor name it in its statement.',
    initial: true,
    appliesWhen: { asks: ['job'] },
  },
  jobConnectsAs: {
    label: 'The job connects as',
    says: 'Jobs and scripts like to borrow the credentials of the migrations: those of the owner.',
    initial: 'app',
    appliesWhen: { asks: ['job'] },
    options: { app: 'app', owner: 'the owner' },
  },
  cache: {
    label: 'The cache finds answers by',
    says: 'What a kept answer is found by.',
    initial: 'tenant',
    appliesWhen: { asks: READS },
    options: { none: 'no cache', tenant: 'tenant and path', path: 'path alone' },
  },
  foreignKey: {
    label: 'A task refers to',
    says: 'Whether the foreign key of a task carries the tenant. Foreign keys look beneath all policies.',
    initial: 'tenant',
    appliesWhen: { asks: ['link'] },
    options: { tenant: '(tenant_id, project_id)', id: 'project_id' },
  },
  membership: {
    label: 'The role is looked up for',
    says: 'The tenant of the address, or whatever tenant the token comes from.',
    initial: 'host',
    appliesWhen: { asks: ['wrong-host'] },
    options: { host: 'the tenant of the address', token: 'the tenant of the token' },
  },
  adminScope: {
    label: 'Support sees',
    says: 'Whether the role of support is bound by the policies, or was given BYPASSRLS to make things work.',
    initial: 'one',
    appliesWhen: { asks: ['support'] },
    options: { one: 'the tenant it helps', all: 'everything (BYPASSRLS)' },
  },
  mask: {
    label: "Bruno's role",
    says: 'The permissions of Bruno, one bit each: read 0b0001, write 0b0010, invoices 0b0100, support 0b1000.',
    initial: '0b0110',
    appliesWhen: { asks: WITH_BRUNO },
    options: {
      '0b0001': '0b0001 read',
      '0b0010': '0b0010 write',
      '0b0110': '0b0110 write, invoices',
      '0b0111': '0b0111 read, write, invoices',
      '0b1111': '0b1111 everything',
    },
  },
  connections: {
    label: 'Connections in the pool',
    says: 'With one, the next request gets the connection that the last one gave back.',
    initial: 1,
    appliesWhen: { asks: ['both', 'in-turn', 'job'] },
    min: 1,
    max: 4,
    unit: 'connections',
  },
} as const satisfies Knobs;

export type TenantParams = ParamsOf<typeof knobs>;
