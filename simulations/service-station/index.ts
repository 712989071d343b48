/** The simulation "service-station", put together. */
import { defineModel } from '../../src/kernel/index.ts';
import { theory } from './foretold.ts';
import { invariants } from './invariants.ts';
import { knobs } from './knobs.ts';
import { measures, observations, windows } from './measures.ts';
import { components, kinds } from './model.ts';
import { narrate } from './narrate.ts';
import { scenarios } from './scenarios.ts';

export default defineModel({
  id: 'service-station',
  version: 1,
  title: 'One queue and its servers',
  question: 'Why does waiting explode as a server fills up?',
  summary:
    'Customers come to a station with one queue and one or more servers. How long they wait depends on how full the station is and on chance; the formulas of queueing theory say how, and the simulation is held against them.',
  knobs,
  turns: ['arrivalRate', 'servers'],
  kinds,
  components,
  links: () => [],
  observations,
  measures,
  windows,
  theory,
  invariants,
  scenarios,
  narrate,
  leavesOut: [
    'Customers are patient: nobody leaves the queue, and nobody who was turned away comes back.',
    'All servers are alike, and going from the queue to a server takes no time.',
    'Rates do not change with the hour unless a knob is turned during the run.',
    'Service times do not depend on how many wait: nobody hurries, and nothing slows down under load.',
    'With a capacity of 0 the queue is bounded only by how many customers come.',
  ],
});
