import { expect, test } from 'vitest';
import { type Model, play, recipeOf, type Step, sentenceOf } from '../../src/kernel/index.ts';
import { booksAt } from '../../src/player/books.ts';
import { tellingIndex } from '../../src/player/telling.ts';

const models = Object.values(import.meta.glob<Model>('/simulations/*/index.ts', { eager: true, import: 'default' }));
// Those whose moment no author has chosen.
const runs = models.flatMap((model) =>
  Object.entries(model.scenarios).flatMap(([name, { tellingUs }]) =>
    tellingUs === undefined ? [play(model, recipeOf(model, name))] : [],
  ),
);
const named = runs.map((played) => [`${played.model.id}, ${played.recipe.scenario}`, played] as const);
const broken = ({ landmarks }: (typeof runs)[number]) => landmarks.find(({ kind }) => kind === 'violation');

test.each(named.filter(([, played]) => broken(played)))('%s opens where something first breaks', (_, played) => {
  expect(tellingIndex(played)).toBe(broken(played)?.index);
});

test.each(named.filter(([, played]) => !broken(played)))('%s opens at something to see', (_, played) => {
  const index = tellingIndex(played);
  const { emitted, envelope } = played.history.steps[index] as (typeof played.history.steps)[number];
  const inFlight = booksAt(played, index).inFlight;
  expect(inFlight >= 5 || emitted.length > 0 || envelope.fault !== undefined || played.landmarks.length > 0).toBe(true);
});

test('a station with a thousand customers opens with a queue, not with an idle server', () => {
  const station = named.find(([name]) => name.startsWith('service-station, nearly'))?.[1];
  if (station === undefined) throw new Error('the simulation has lost its first scenario');
  expect(booksAt(station, tellingIndex(station)).inFlight).toBeGreaterThan(20);
  // That somebody comes is said by one step, and that he waits by the next, at the same instant.
  expect(sentenceOf(station.model, station.history.steps[tellingIndex(station)] as Step)).toMatch(/waits behind/);
});
