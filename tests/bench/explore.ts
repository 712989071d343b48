/**
 * How fast every order of events is explored, beside SPIN on the same states: the oversell with tokens checked on writes, four
 * buyers and three items. The two take turns, so that both meet the same machine; SPIN's time is its own account of its
 * depth-first search, compiled with -O2, ours is one breadth-first exploration in a process that has explored before.
 */
import { cpus } from 'node:os';
import oversell from '../../simulations/oversell/index.ts';
import { NEVER_OVERSOLD } from '../../simulations/oversell/invariants.ts';
import { type Exploration, Explorer } from '../../src/kernel/explore/index.ts';
import { paramsWith } from '../../src/kernel/knobs.ts';
import { compileSpin, spinIsMissing } from '../spin/spin.ts';
import { type Bench, median, type Row } from './rows.ts';

const ROUNDS = 7;
const BUYERS = 4;
const STOCK = 3;
const params = paramsWith(oversell.knobs, {
  design: 'fenced-writes',
  buyers: BUYERS,
  stock: STOCK,
  spreadMs: 0,
  thinkMs: 0,
});

/** SPIN is asked one question, and so are we. */
const asked = { ...oversell, invariants: oversell.invariants.filter(({ name }) => name === NEVER_OVERSOLD) };

function exploreAll(symmetry: boolean): { readonly seconds: number; readonly explorer: Explorer } {
  const began = performance.now();
  const explorer = new Explorer(asked, params, { symmetry });
  while (!explorer.advance());
  return { seconds: (performance.now() - began) / 1000, explorer };
}

/** Until the first broken invariant, its confirmation by XState included. */
function findFirst(): number {
  const began = performance.now();
  const explorer = new Explorer(asked, params, { stopAtFirst: true });
  while (!explorer.advance());
  explorer.result();
  return (performance.now() - began) / 1000;
}

export async function bench(): Promise<Bench> {
  const cold = findFirst();
  const missing = spinIsMissing();
  const peer = missing === undefined ? compileSpin('fenced-writes', BUYERS, STOCK, '-O2') : undefined;
  const ours: number[] = [];
  const spins: number[] = [];
  let exploration: Exploration | undefined;
  exploreAll(false); // warm
  for (let round = 0; round < ROUNDS; round++) {
    const { seconds, explorer } = exploreAll(false);
    ours.push(seconds);
    exploration = explorer.result();
    if (peer === undefined) continue;
    const counted = peer.count();
    spins.push(counted.seconds);
    // It has one state more, before its network has started.
    if (counted.states !== exploration.states + 1)
      throw new Error(`SPIN has searched ${counted.states} states; expected ${exploration.states + 1}`);
  }
  peer?.remove();
  const { states, transitions, bytes, chartSteps } = exploration as Exploration;
  const reduced = exploreAll(true);
  const note = `median of ${ROUNDS} rounds, ${cpus().length} processors`;
  const rows: Row[] = [
    { figure: 'states', value: states, unit: 'states', atLeast: 868_889, atMost: 868_889 },
    { figure: 'speed', value: states / median(ours), unit: 'states/s', note },
    { figure: 'choices', value: transitions / median(ours), unit: 'choices/s', note },
    {
      figure: 'memory',
      value: bytes / states,
      unit: 'bytes/state',
      atMost: 47,
      note: 'visited states and their table',
    },
    { figure: 'times a chart was stepped', value: chartSteps, unit: 'steps' },
    { figure: 'first counterexample, cold', value: cold, unit: 's' },
    { figure: 'with symmetry', value: reduced.explorer.states / reduced.seconds, unit: 'states/s' },
    peer === undefined
      ? { figure: 'SPIN', value: Number.NaN, unit: 'states/s', note: `not compared: ${missing}` }
      : { figure: 'SPIN', value: states / median(spins), unit: 'states/s', note },
  ];
  // Each pair was measured one right after the other: the ratio of the pairs is steadier than that of the medians.
  const ratios = ours.flatMap((seconds, round) => (spins[round] === undefined ? [] : [spins[round] / seconds]));
  if (ratios.length > 0)
    rows.push({ figure: 'speed, times SPIN’s', value: median(ratios), unit: '×', atLeast: 1, note });
  return { name: 'explore', rows };
}
