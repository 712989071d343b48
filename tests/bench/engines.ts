/**
 * The same trace in every engine: each scenario of each simulation, whole runs over twenty seeds, in whichever engines are
 * installed. `tests/kernel/engines.test.ts` asks the same of the first steps of each run.
 */
import { engines, script } from '../kernel/engines.ts';
import type { Bench, Row } from './rows.ts';

const SEEDS = 20;

export async function bench(): Promise<Bench> {
  const code = await script(SEEDS, Number.POSITIVE_INFINITY);
  const [node, ...others] = await engines();
  const expected = await node.run(code);
  const scenarios = Object.keys(expected);
  const rows: Row[] = [];
  for (const engine of others) {
    const figure = `the same trace hash in ${engine.name} as in Node ${process.versions.node}`;
    const unit = 'scenarios';
    if (engine.missing !== undefined) {
      rows.push({ figure, value: Number.NaN, unit, note: engine.missing });
      continue;
    }
    const hashes = await engine.run(code);
    const alike = scenarios.filter((scenario) => hashes[scenario] === expected[scenario]).length;
    rows.push({
      figure,
      value: alike,
      unit,
      atLeast: scenarios.length,
      note: `${SEEDS} seeds each, from start to end`,
    });
  }
  return { name: 'engines', rows };
}
