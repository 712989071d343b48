/** “Find the shortest way to break it” answers what the scenario on the screen shows. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explore } from '../../src/kernel/explore/index.ts';
import { type Model, paramsOf, recipeOf, scenarioOf } from '../../src/kernel/index.ts';
import { explorationTask } from '../../src/player/labour.ts';

/** Those whose every search answers what its scenario asks. Elsewhere promises are about time, which stands still in a search. */
const ANSWERING = ['broker-queue', 'oversell', 'tenant-data'];

const models = await Promise.all(
  readdirSync('simulations', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && ANSWERING.includes(entry.name))
    .map(
      async ({ name }) => ((await import(`../../simulations/${name}/index.ts`)) as { readonly default: Model }).default,
    ),
);

describe.each(models.map((model) => [model.id, model] as const))('%s', (_id, model) => {
  const breaking = Object.entries(model.scenarios).filter(([, { violates = [] }]) => violates.length > 0);

  test.each(breaking)('a search from “%s” breaks first what the scenario breaks', (name, { violates }) => {
    const task = explorationTask(model, recipeOf(model, name));
    if (task === undefined) throw new Error(`${model.id} has no small configuration`);
    const [, { exploration }] = scenarioOf(model, task.recipe.scenario);
    const { violations } = explore(model, paramsOf(model, task.recipe), { ...exploration, stopAtFirst: true });
    expect(violates).toContain(violations[0]?.invariant);
  });
});
