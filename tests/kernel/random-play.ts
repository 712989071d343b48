/** Random plays for the stage: who does what, when, with which faults. Small numbers, so that things happen at the same time. */
import fc from 'fast-check';
import { constant, exponential, type Fault, type Link, uniformly } from '../../src/kernel/index.ts';
import { type Act, at, bear, type Cue, cancel, draw, END, note, type Play, set, tell } from './stage.ts';

const NODES = ['a', 'b', 'c'];
const GUESTS = ['g1', 'g2', 'g3', 'g4'];

const node = fc.constantFrom(...NODES);
const name = fc.constantFrom('nap', 'alarm');
const moment = fc.nat({ max: 40 });
const type = fc.constantFrom('PING', 'PONG', 'TRY');

const simpleAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .record({ to: node, what: type, request: fc.nat({ max: 3 }) })
      .map(({ to, what, request }) => tell(to, what, { request })),
  },
  { weight: 1, arbitrary: fc.record({ to: node, what: type }).map(({ to, what }) => tell(to, what)) },
  { weight: 2, arbitrary: fc.tuple(fc.nat({ max: 12 }), type, name).map(([delay, what, id]) => set(delay, what, id)) },
  { weight: 2, arbitrary: fc.tuple(fc.nat({ max: 12 }), type).map(([delay, what]) => set(delay, what)) },
  { weight: 2, arbitrary: name.map(cancel) },
  { weight: 1, arbitrary: fc.constant(note('noted')) },
  { weight: 1, arbitrary: fc.constant(draw()) },
  { weight: 1, arbitrary: fc.nat({ max: 5 }).map(draw) },
);
const cue: fc.Arbitrary<Cue> = fc
  .tuple(moment, node, fc.array(simpleAct, { minLength: 1, maxLength: 4 }))
  .map(([when, who, acts]) => at(when, who, ...acts));

/** A guest is born, lives for a while, and may end: each name once, so that no two live at the same time. */
const visit = (guest: string): fc.Arbitrary<Cue> =>
  fc
    .tuple(
      moment,
      node,
      fc.array(simpleAct, { maxLength: 4 }),
      fc.constantFrom<Act[]>([END], [set(3, 'LEAVE')], [set(9, 'LEAVE')], []),
    )
    .map(([when, host, acts, end]) => at(when, host, bear(guest, ...acts, ...end)));

const window = fc.tuple(moment, fc.nat({ max: 15 }), fc.boolean()).map(([from, length, ends]) => ({
  atUs: from * 1000,
  ...(ends && { untilUs: (from + length + 1) * 1000 }),
}));
const line = fc.record({ from: fc.constantFrom(...NODES, 'node'), to: fc.constantFrom(...NODES, 'node') });
export const randomFault: fc.Arbitrary<Fault> = fc.oneof(
  fc
    .tuple(window, fc.constantFrom('crash', 'pause'), node)
    .map(([when, kind, component]) => ({ kind, component, ...when }) as Fault),
  fc.tuple(window, node).map(([when, component]): Fault => ({ kind: 'slow', component, factor: 2.5, ...when })),
  fc.tuple(window, node).map(([when, component]): Fault => ({ kind: 'skew', component, byMs: -3, ...when })),
  fc
    .tuple(window, line, fc.boolean())
    .map(([when, ends, oneWay]): Fault => ({ kind: 'partition', ...ends, oneWay, ...when })),
  fc
    .tuple(window, line, fc.constantFrom('loss', 'duplicate'))
    .map(([when, ends, kind]) => ({ kind, probability: 0.5, ...ends, ...when }) as Fault),
  fc.tuple(window, line).map(([when, ends]): Fault => ({ kind: 'delay', byMs: 4, ...ends, ...when })),
  fc.tuple(window, line).map(([when, ends]): Fault => ({ kind: 'reorder', withinMs: 9, ...ends, ...when })),
  fc
    .tuple(moment, fc.nat({ max: 11 }))
    .map(([when, value]): Fault => ({ kind: 'knob', knob: 'volume', value, atUs: when * 1000 })),
);

const link: fc.Arbitrary<readonly Link[]> = fc.constantFrom<readonly Link[]>(
  [],
  [{ from: 'node', to: 'node', latency: constant(2) }],
  [{ from: 'node', to: 'node', latency: uniformly(0, 6), loss: 0.2, duplicate: 0.2 }],
  [
    { from: 'node', to: 'node', latency: exponential(3) },
    { from: 'guest', to: 'node', latency: constant(1), oneWay: true },
  ],
);

export const randomPlay: fc.Arbitrary<Play> = fc
  .record({
    cues: fc.array(cue, { maxLength: 25 }),
    visits: fc.tuple(...GUESTS.map(visit)),
    faults: fc.array(randomFault, { maxLength: 6 }),
    links: link,
    seed: fc.nat({ max: 1000 }),
  })
  .map(({ visits, cues, faults, links, seed }) => ({
    nodes: NODES,
    cues: [...cues, ...visits],
    faults,
    links,
    seed,
    untilMs: 80,
  }));
