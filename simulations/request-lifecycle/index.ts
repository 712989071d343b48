/** The simulation "request-lifecycle", put together. */
import { defineModel } from '../../src/kernel/index.ts';
import { invariants } from './invariants.ts';
import { knobs } from './knobs.ts';
import { BUDGET_MS } from './limits.ts';
import { measures } from './measures.ts';
import { components, kinds, links, observations } from './model.ts';
import { narrate } from './narrate.ts';
import { scenarios } from './scenarios.ts';

export default defineModel({
  id: 'request-lifecycle',
  version: 1,
  title: 'The life of a request',
  question: 'Where does the time of a request go, and does anybody still wait for it?',
  summary:
    'One request from the browser to the database and back, with every server on the way: its work, its line, its limit, and how it fails. Many requests share that way; when one server is slow, the others wait with it, and part of the work is done for clients who have gone.',
  knobs,
  turns: ['deadlines'],
  kinds,
  components,
  links,
  observations,
  measures,
  invariants,
  scenarios,
  budgetMs: BUDGET_MS,
  verification: 'verify',
  narrate,
  leavesOut: [
    'Clients do not try again, and the gateway does not either: retries make an overload worse, and have a model of their own.',
    'One instance of each server: no balancing between several, no failover.',
    'A connection, once there, is perfect: packets are not lost, sent again or held back behind others.',
    'An answer arrives whole: the time to send a large body and to draw the page is not counted.',
    'Only reads reach the database; a request with a body is seen only where the body is refused.',
    'Copies at the edge and entries of the cache do not expire within the seconds of a run.',
    'A query that has begun runs to its end: a server that learns of a deadline does not call it off.',
    'All clocks agree, unless a fault says otherwise: a deadline is a moment, not a remainder.',
  ],
});
