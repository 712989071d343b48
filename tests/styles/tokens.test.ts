/** The colours of src/styles/tokens.css: readable as text in both themes, and apart from each other for every reader. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Colour, contrast, distance, parse, seenWith, vision } from './colour.ts';

const css = readFileSync('src/styles/tokens.css', 'utf8');
const names = [
  'paper',
  'panel',
  'ink',
  'soft',
  'rule',
  'accent',
  'flight',
  'waiting',
  'done',
  'failed',
  'dropped',
  'duplicate',
];
const statuses = ['flight', 'waiting', 'done', 'failed', 'dropped', 'duplicate'];
const texts = ['ink', 'soft', 'accent', ...statuses];
const grounds = ['paper', 'panel'];

/**
 * The smallest difference (CIEDE2000) that a reader can be asked to see at a glance. With one kind of cone missing six colours
 * have less room, so there it is half; a glyph goes with every colour besides.
 */
const apart = { usual: 18, deuteranopia: 9, protanopia: 9 };

/** A link is not a failure: the accent is only ours, and no glyph goes with it. */
const apartFromAccent = 10;

const tokens = Object.fromEntries(
  [...css.matchAll(/--([a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name as string,
    { light: parse(light as string), dark: parse(dark as string) },
  ]),
);

function colour(name: string, theme: 'light' | 'dark'): Colour {
  const token = tokens[name];
  if (token === undefined) throw new Error(`no colour --${name} in src/styles/tokens.css`);
  return token[theme];
}

const pairs = statuses.flatMap((a, index) => statuses.slice(index + 1).map((b) => [a, b] as const));

test('the tokens are exactly the ones that figures and diagrams know', () => {
  expect(Object.keys(tokens)).toEqual(names);
});

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  test.each(texts.flatMap((text) => grounds.map((ground) => [text, ground] as const)))(
    '--%s can be read on --%s',
    (text, ground) => {
      expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(vision)('statuses are apart with %s vision', (kind) => {
    const close = pairs
      .map(([a, b]) => ({
        a,
        b,
        distance: distance(seenWith(kind, colour(a, theme)), seenWith(kind, colour(b, theme))),
      }))
      .filter((pair) => pair.distance < apart[kind])
      .map((pair) => `${pair.a} and ${pair.b}: ${pair.distance.toFixed(1)}`);
    expect(close).toEqual([]);
  });

  test.each(statuses)('the accent is not --%s', (status) => {
    expect(distance(colour('accent', theme), colour(status, theme))).toBeGreaterThan(apartFromAccent);
  });
});
