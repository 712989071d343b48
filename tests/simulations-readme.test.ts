/** The example in simulations/README.md is what a contributor copies first: it has to play. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { type Model, play, recipeOf } from '../src/kernel/index.ts';

const readme = readFileSync('simulations/README.md', 'utf8');
const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];

/** As deep below the root as a simulation, so that its imports are those that a reader would write. */
const file = path.resolve('test-results/readme-example/index.ts');

test('the example in simulations/README.md fails at first, and one knob mends it', async () => {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, example);
  const { default: model }: { readonly default: Model } = await import(file);
  const [once, thrice] = [1, 3].map((tries) => play(model, recipeOf(model, 'once', { knobs: { tries } })));
  expect(once?.accounting.timedOut).toBe(1);
  expect(thrice?.accounting.completed).toBe(1);
});
