/** The examples in simulations/README.md are what a contributor copies first: one has to play, one to test it, one to draw it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type Model, type Played, play, recipeOf } from '../src/kernel/index.ts';
import type { Picture } from '../src/player/own-pictures.ts';

const readme = readFileSync('simulations/README.md', 'utf8');

/** The nth block of a language, in a file as deep below the root as a simulation, so that its imports are those that a reader would write. */
async function load<T>(language: 'ts' | 'tsx', nth: number, name: string): Promise<T> {
  const blocks = [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))];
  const example = blocks[nth]?.[1] ?? '';
  const file = path.resolve('test-results/readme-example', name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, example);
  const { default: exported }: { readonly default: T } = await import(file);
  return exported;
}
const model = await load<Model>('ts', 0, 'index.ts');
const withTries = (tries: number): Played => play(model, recipeOf(model, 'once', { knobs: { tries } }));

// The tests of the example are tests of this file.
await load('ts', 1, 'example-tests.ts');

test('the example in simulations/README.md fails at first, and one knob mends it', () => {
  expect(withTries(1).accounting.timedOut).toBe(1);
  expect(withTries(3).accounting.completed).toBe(1);
});

test('the example of a view draws its moment, and says it in words', async () => {
  const View = await load<Picture>('tsx', 0, 'view.tsx');
  const played = withTries(3);
  const index = played.history.length - 1;
  const nothing = () => {};
  const layout = { nodes: {}, edges: [], width: 0, height: 0 };
  const markup = renderToStaticMarkup(
    createElement(View, {
      played,
      index,
      moment: played.history.at(index),
      layout: { ...layout, narrow: layout, charts: {} },
      selection: {},
      narrow: false,
      onSelect: nothing,
      onSeek: nothing,
    }),
  );
  expect(markup.match(/<circle /g)).toHaveLength(3);
  expect(markup).toMatch(/Try [23] of 3\./);
});
