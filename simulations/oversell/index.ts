/** The simulation "oversell", put together. */
import { defineModel } from '../../src/kernel/index.ts';
import { invariants } from './invariants.ts';
import { knobs } from './knobs.ts';
import { components, kinds, links, measures, observations } from './model.ts';
import { narrate } from './narrate.ts';
import { scenarios } from './scenarios.ts';

export default defineModel({
  id: 'oversell',
  version: 1,
  title: 'The last item, sold twice',
  question: 'Why does a sale of two items end with three buyers?',
  summary:
    'Several buyers want one item each from a small stock, all at the same time. Six designs take an item out of the stock: some sell more than there is, and the reader can see in which order of messages it happens.',
  knobs,
  turns: ['design'],
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
    'The row and the lock service never fail unless a fault says so, and each handles one message at a time in no time.',
    'Buyers have no timeout: a buyer whose message is lost waits until the end of the run.',
    'A buyer who is fenced off gives up; a shop would let it try again with a new lock.',
    'Payment, reservations that expire and returned items are not modelled.',
    'One row: no replicas, no isolation levels, no transactions over several rows.',
    'The lock service is one process that does not forget; what happens when it fails over is another question.',
  ],
});
