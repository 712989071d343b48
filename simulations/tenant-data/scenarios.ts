/** One situation for each fault: with the layer off, and with the one layer that stops it. */
import { type Scenario, seconds } from '../../src/kernel/index.ts';
import { NO_REFERENCE_CROSSES, NO_ROW_CROSSES } from './invariants.ts';
import type { TenantParams } from './knobs.ts';

const scenario = (
  title: string,
  says: string,
  knobs: Partial<TenantParams>,
  violates: readonly string[] = [],
): Scenario => ({
  title,
  says,
  seed: 7,
  untilUs: seconds(2),
  knobs,
  ...(violates.length > 0 && { violates }),
});
const leaks = [NO_ROW_CROSSES];

export const scenarios = {
  'missing-predicate': scenario(
    'Somebody forgot WHERE tenant_id',
    'One endpoint lists invoices without naming the tenant, and there is no second layer. Turn row-level security on.',
    { asks: 'both', predicate: false, policies: 'off' },
    leaks,
  ),
  'every-layer': scenario(
    'Every layer in place',
    'Ada and Bruno ask at the same moment. Follow one of them from the address to the rows.',
    { asks: 'both' },
  ),
  'predicate-forgotten-policy-there': scenario(
    'WHERE forgotten, policies there',
    'The same forgotten predicate. The policy adds it to every statement, so each sees their own rows.',
    { asks: 'both', predicate: false },
  ),
  'owner-bypasses': scenario(
    'The application connects as the owner',
    'Policies are enabled, and nothing changes: they do not bind the owner of the table. Let it connect as app, or FORCE them.',
    { asks: 'both', predicate: false, policies: 'enabled', connectsAs: 'owner' },
    leaks,
  ),
  'forgotten-force': scenario(
    'FORCE forgotten: only the job leaks',
    'Requests connect as app and are bound. The job borrows the credentials of the migrations: the owner is not bound without FORCE.',
    { asks: 'job', predicate: false, policies: 'enabled', jobConnectsAs: 'owner' },
    leaks,
  ),
  'set-left-behind': scenario(
    'SET instead of SET LOCAL',
    'Each request sets its tenant, and still Ada gets Bruno’s rows: between her SET and her SELECT the pool lends the connection to him.',
    { asks: 'both', predicate: false, context: 'session' },
    leaks,
  ),
  'set-local': scenario(
    'SET LOCAL, one transaction',
    'The same two requests, the same luck. The setting and the statement share a transaction, so nobody can come between them.',
    { asks: 'both', predicate: false, context: 'local' },
  ),
  'cache-without-tenant': scenario(
    'A cache key without the tenant',
    'Ada asks, the answer is kept under /invoices; Bruno asks for the same path. The database is never asked, so no policy can help.',
    { asks: 'in-turn', cache: 'path' },
    leaks,
  ),
  'foreign-key-without-tenant': scenario(
    'A foreign key without the tenant',
    'Bruno guesses the number of a project of acme. A foreign key looks beneath all policies: it finds the project, and now knows that it exists.',
    { asks: 'link', foreignKey: 'id' },
    [NO_REFERENCE_CROSSES],
  ),
  'foreign-key-with-tenant': scenario(
    'The foreign key carries the tenant',
    'The same guess. There is no project (2, 1), so the answer is 23503, whether acme has a project 1 or not.',
    { asks: 'link' },
  ),
  'job-without-context': scenario(
    'A job that does not know for whom it works',
    'No tenant to set, none to name: the job reads the unpaid invoices of everybody and mails them. With policies on it would see nothing.',
    { asks: 'job', jobContext: false, policies: 'off' },
    leaks,
  ),
  'job-finds-a-setting': scenario(
    'The job finds a setting on its connection',
    'Policies are forced. But Ada’s SET is still on the connection, and the job, which sets nothing, works as acme.',
    { asks: 'job', jobContext: false, context: 'session' },
    leaks,
  ),
  'job-sees-nothing': scenario(
    'The job without context, with policies',
    'SET LOCAL has gone with Ada’s transaction. The job sees no row: it fails closed, and somebody has to notice that it did nothing.',
    { asks: 'job', jobContext: false },
  ),
  'support-sees-all': scenario(
    'Support was given BYPASSRLS',
    'Sam helps birch. One attribute of the role, set once to make a script work, and the same screen shows acme’s invoices as well.',
    { asks: 'support', predicate: false, adminScope: 'all' },
    leaks,
  ),
  'guessed-id': scenario(
    'An id guessed from another tenant',
    'Bruno may read invoices, so the bit is set. Nobody asks whose invoice 101 is.',
    { asks: 'guess', predicate: false, policies: 'off' },
    leaks,
  ),
  'wrong-address': scenario(
    'A token of birch at the address of acme',
    'The role is looked up where the token comes from, the tenant where the address points. All layers below work faithfully for acme.',
    { asks: 'wrong-host', membership: 'token' },
    leaks,
  ),
  'written-for-another': scenario(
    'The body says whose invoice it is',
    'The tenant is taken from the request’s body and nothing checks it: Bruno’s invoice lands in acme’s books.',
    { asks: 'forge', policies: 'off' },
    leaks,
  ),
  'written-and-refused': scenario(
    'WITH CHECK refuses the row',
    'The same body. The policy holds for written rows as well: 42501.',
    { asks: 'forge' },
  ),
  'bit-not-set': scenario(
    'The bit is not set',
    'Bruno’s role is 0b0010. Invoices need 0b0100: 0b0010 & 0b0100 = 0b0000, and the walk ends before any connection is used.',
    { asks: 'in-turn', mask: '0b0010' },
  ),
  verify: scenario(
    'Every order of two requests and one connection',
    'Small and finite, for exploration. With SET LOCAL no order leaks; with SET some do.',
    { asks: 'both', predicate: false, cache: 'none' },
  ),
} satisfies Readonly<Record<string, Scenario>>;
