/** The simulation "tenant-data", put together. */
import { defineModel } from '../../src/kernel/index.ts';
import { invariants } from './invariants.ts';
import { knobs } from './knobs.ts';
import { components, kinds, links, measures, observations } from './model.ts';
import { narrate } from './narrate.ts';
import { scenarios } from './scenarios.ts';

export default defineModel({
  id: 'tenant-data',
  version: 1,
  title: 'Tenant data',
  question: 'Which layer keeps one tenant from another’s rows?',
  summary:
    'Two tenants share tables. A request walks from its address to the rows, through a directory, an identity service, a cache, a pool, a connection and the policies of the database. Each knob takes one layer away; the figure shows what leaks then, and which layer still holds.',
  knobs,
  turns: ['policies'],
  kinds,
  components,
  links,
  observations,
  measures,
  invariants,
  scenarios,
  verification: 'verify',
  narrate,
  leavesOut: [
    'Two tenants, five invoices, three projects: the rows of seed.sql. Of the tables only those that a request here touches.',
    'A token is a name. Signatures, expiry and revocation of tokens are not modelled.',
    'The directory and the identity service answer at once and from their own tables; what a stale copy would do is another question.',
    'All roles share one pool and are taken on with SET ROLE; many systems keep a pool for each.',
    'Nothing fails by itself: no timeouts, no lost connections, no rollbacks that forget to reset.',
    'Side channels: how long an answer takes, error texts with values in them, functions that are not leakproof.',
    'Backups, exports, logs and search indexes hold copies of the rows that no policy guards.',
  ],
});
