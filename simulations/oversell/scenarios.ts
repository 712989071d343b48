/** The sale in situations worth seeing. The first is the default: it oversells, and one knob mends it. */
import { type Fault, ms, type Scenario, seconds } from '../../src/kernel/index.ts';
import { NEVER_OVERSOLD } from './invariants.ts';

/** Buyer 1 gets the lock first, stops while it decides, and goes on when its lease is long over. */
const pausedHolder = { buyers: 3, stock: 1, spreadMs: 40, thinkMs: 30, leaseMs: 100 } as const;
const pause = (untilMs: number): readonly Fault[] => [
  { kind: 'pause', component: 'buyer-1', atUs: ms(60), untilUs: ms(untilMs) },
];

export const scenarios: Readonly<Record<string, Scenario>> = {
  rush: {
    title: 'Four buyers, two items',
    says: 'Watch two buyers read the same stock before either has written. Then change the design: the arrivals stay the same.',
    seed: 131,
    untilUs: seconds(5),
    violates: [NEVER_OVERSOLD],
  },
  atomic: {
    title: 'One message decides',
    says: 'The row takes one off by itself, if one is left. There is nothing to overtake.',
    seed: 131,
    untilUs: seconds(5),
    knobs: { design: 'atomic-decrement' },
  },
  version: {
    title: 'Write only what has not changed',
    says: 'Each write names the version that was read. Whoever was overtaken is told so and reads again.',
    seed: 131,
    untilUs: seconds(5),
    knobs: { design: 'optimistic-version' },
  },
  'lock-in-fair-weather': {
    title: 'A lock, while nobody is slow',
    says: 'One buyer at a time reads and writes. It works here: no holder is slower than its lease.',
    seed: 131,
    untilUs: seconds(5),
    knobs: { design: 'lease-lock' },
  },
  'paused-holder': {
    title: 'The holder of the lock stops for a moment',
    says: 'Buyer 1 has read the stock and then stops, as in a long garbage collection. Its lease runs out, another buys, and Buyer 1 goes on unaware.',
    seed: 10,
    untilUs: seconds(5),
    knobs: { design: 'lease-lock', ...pausedHolder },
    faults: pause(400),
    violates: [NEVER_OVERSOLD],
  },
  'fenced-writes': {
    title: 'The row refuses old tokens on writes',
    says: 'The same pause. When Buyer 1 goes on, the row has seen a higher token and refuses its write.',
    seed: 10,
    untilUs: seconds(5),
    knobs: { design: 'fenced-writes', ...pausedHolder },
    faults: pause(400),
  },
  'fenced-writes-too-late': {
    title: 'A token on writes does not protect a read and a write',
    says: 'A shorter pause. The late write of Buyer 1 arrives after the new holder has read and before it has written: the row has not seen the new token yet.',
    seed: 10,
    untilUs: seconds(5),
    knobs: { design: 'fenced-writes', ...pausedHolder },
    faults: pause(150),
    violates: [NEVER_OVERSOLD],
  },
  'fenced-reads-and-writes': {
    title: 'The read carries the token, too',
    says: 'The same moment. The new holder has shown its token by reading, so the late write is refused.',
    seed: 10,
    untilUs: seconds(5),
    knobs: { design: 'fenced-reads-and-writes', ...pausedHolder },
    faults: pause(150),
  },
  crowd: {
    title: 'Sixty buyers, twenty items, one second',
    says: 'The race is no rare accident: count how many items are sold that never were.',
    seed: 7,
    untilUs: seconds(10),
    knobs: { buyers: 60, stock: 20, spreadMs: 1000 },
    violates: [NEVER_OVERSOLD],
  },
  verify: {
    title: 'Every order of three buyers and two items',
    says: 'Small and finite, for exploration: all are there at once, and nobody needs time to decide.',
    seed: 1,
    untilUs: seconds(5),
    knobs: { buyers: 3, stock: 2, spreadMs: 0, thinkMs: 0 },
    violates: [NEVER_OVERSOLD],
  },
};
