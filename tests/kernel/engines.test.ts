/**
 * Same seed, same trace, in every engine: what a link promises. Every scenario of every simulation, over many seeds, in one
 * script, run by each engine that is there. A title says why one was not asked. Runs are cut here; `npm run bench engines` asks
 * for whole ones.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { engines, type Hashes, script } from './engines.ts';

const SEEDS = 20;
const STEPS = 2000;
const PATIENCE_MS = 300_000;

const [node, ...others] = await engines();
let code: string;
let expected: Hashes;

beforeAll(async () => {
  code = await script(SEEDS, STEPS);
  expected = await node.run(code);
}, PATIENCE_MS);

test(`Node has a hash for every scenario`, () => {
  expect(Object.keys(expected).length).toBeGreaterThan(10);
  expect(Object.values(expected).every((hash) => /^[0-9a-f]{16}$/.test(hash))).toBe(true);
});

describe('the same traces as in Node', () => {
  for (const engine of others)
    if (engine.missing === undefined)
      test(`in ${engine.name}`, async () => expect(await engine.run(code)).toEqual(expected), PATIENCE_MS);
    else test.skip(`in ${engine.name} (not asked: ${engine.missing})`);
});
