import type { Invariant, Reading } from '../../src/kernel/index.ts';
import type { StationParams } from './knobs.ts';
import type { StationContext } from './station.ts';

type Rule = Invariant<StationParams>;

export const NEVER_IDLE = 'no server is idle while somebody waits';
export const ENOUGH_SERVERS = 'no more customers are served at once than there are servers';
export const WITHIN_CAPACITY = 'nobody is let in beyond the capacity';
export const NOBODY_VANISHES = 'whoever came has been served, turned away, or is still inside';
export const ALL_BUSY = 'all servers are busy at least once';
export const EVERYBODY_LEAVES = 'in the end the station is empty';

const stationOf = (of: Reading): StationContext => of('station')[0]?.context as StationContext;
const inside = ({ busy, waiting }: StationContext): number => busy + waiting.size;

export const invariants: readonly Rule[] = [
  {
    name: NEVER_IDLE,
    kind: 'always',
    reads: ['station'],
    holds: (of, { servers }) => stationOf(of).busy >= servers || stationOf(of).waiting.size === 0,
    why: (of, { servers }) => `${stationOf(of).busy} of ${servers} work and ${stationOf(of).waiting.size} wait`,
  },
  {
    name: ENOUGH_SERVERS,
    kind: 'always',
    reads: ['station'],
    holds: (of, { servers }) => stationOf(of).busy <= servers,
    why: (of, { servers }) => `${stationOf(of).busy} are served by ${servers}`,
  },
  {
    name: WITHIN_CAPACITY,
    kind: 'always',
    reads: ['station'],
    // A capacity below the number of servers leaves the rest of them without work; it turns nobody away who has a server.
    holds: (of, { capacity, servers }) => capacity === 0 || inside(stationOf(of)) <= Math.max(capacity, servers),
    why: (of, { capacity }) => `${inside(stationOf(of))} are inside, ${capacity} may be`,
  },
  {
    name: NOBODY_VANISHES,
    kind: 'always',
    reads: ['station'],
    holds: (of) => {
      const station = stationOf(of);
      return station.arrived === station.served + station.turnedAway + inside(station);
    },
    why: (of) => {
      const { arrived, served, turnedAway } = stationOf(of);
      return `${arrived} came, ${served} were served, ${turnedAway} turned away, ${inside(stationOf(of))} are inside`;
    },
  },
  {
    name: ALL_BUSY,
    kind: 'sometimes',
    reads: ['station'],
    holds: (of, { servers }) => stationOf(of).busy >= servers,
  },
  {
    name: EVERYBODY_LEAVES,
    kind: 'eventually',
    reads: ['station'],
    holds: (of) => inside(stationOf(of)) === 0,
    why: (of) => `${inside(stationOf(of))} are inside`,
  },
];
