/** Charts are there for as long as the process is, and serve every run: they must not hold any. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import oversell from '../../simulations/oversell/index.ts';
import { chart, interpreted } from '../../src/kernel/chart/index.ts';
import { recipeOf } from '../../src/kernel/index.ts';
import { startRun } from '../../src/kernel/start.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

test.each([
  ['by tables', chart],
  ['by XState', interpreted],
])('a run that nobody holds any longer is gone, when stepped %s', async (_how, way) => {
  const over = () => new WeakRef(startRun(oversell, recipeOf(oversell), {}, { chart: way }).runToEnd());
  const run = over();
  await new Promise((resolve) => setTimeout(resolve)); // until then it is held by the reference itself
  collectGarbage();
  expect(run.deref()).toBeUndefined();
});
