/** Where runs are compared, a lane is low, and still each of a few instances can be told from the others. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { layoutOf } from '../../src/figures/layout.ts';
import { nameNow } from '../../src/figures/topology/in-words.ts';
import { type KindBox, placesOf } from '../../src/figures/topology/places.ts';
import { type Model, type Played, play, recipeOf } from '../../src/kernel/index.ts';
import { crowded } from './fixtures/relays.ts';

const models: readonly Model[] = await Promise.all(
  readdirSync('simulations', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) => (await import(`../../simulations/${name}/index.ts`)).default as Model),
);

/** As many as a reader follows one by one. */
const FEW = 6;

function boxesIn(model: Model, scenario: string, own: boolean): { played: Played; boxes: readonly KindBox[] } {
  const recipe = recipeOf(model, scenario);
  const played = play(model, recipe, { maxSteps: 1 });
  const layout = layoutOf(model, { low: true, charts: false, ...(own && { recipes: [recipe] }) });
  return { played, boxes: placesOf({ played, moment: played.history.at(-1) }, layout).boxes };
}

const asBars = (model: Model, scenario: string, own: boolean, most = Infinity): string[] =>
  boxesIn(model, scenario, own)
    .boxes.filter(({ arrangement, instances }) => arrangement === 'crowd' && instances.length <= most)
    .map(({ kind, instances }) => `${scenario}: ${instances.length} of ${kind} as one bar`);

test.each(models.map((model) => [model.id, model] as const))('up to six of a kind stand one by one: %s', (_, model) => {
  for (const scenario of Object.keys(model.scenarios))
    for (const own of [true, false]) expect(asBars(model, scenario, own, FEW)).toEqual([]);
});

test('four tenants have their names, beside each other in a lane no higher than a third of a screen', () => {
  const limiter = models.find(({ id }) => id === 'rate-limiter') as Model;
  const { played, boxes } = boxesIn(limiter, 'two-sizes', true);
  const tenants = boxes.find(({ kind }) => kind === 'tenant') as KindBox;
  expect(tenants.arrangement).toBe('rows');
  expect(tenants.instances.map((now) => nameNow(played, now))).toEqual([
    'Large scraper',
    'Small scraper',
    'Large paying',
    'Small paying',
  ]);
  expect(layoutOf(limiter, { low: true, charts: false }).height).toBeLessThan(333);
});

test('what would make a lane too high is one bar', () => {
  expect(asBars(crowded, 'busy', true)).toEqual(['busy: 14 of index as one bar']);
});
