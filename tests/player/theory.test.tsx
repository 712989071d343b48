/** The view of a theory within a figure, as the build draws it. */
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { recipeOf } from '../../src/kernel/index.ts';
import { knowModel } from '../../src/player/models.ts';
import Player from '../../src/player/Player.tsx';
import { prepareFigure, type Written } from '../../src/player/prepare.ts';
import { fetchPictures, isOffered } from '../../src/player/views.ts';
import { triesModel } from '../figures/fixtures/tries.ts';
import { fixture } from './fixture.ts';

const tries = triesModel();
knowModel(tries);
await fetchPictures(['theory'], tries.id);

const prepare = (written: Partial<Written>) =>
  prepareFigure({ simulation: 'tries', views: ['theory'], ...written }, [tries], 'a test', (path) => path);
function drawn(written: Partial<Written>): Document {
  document.body.innerHTML = renderToString(<Player figure={prepare(written)} />);
  return document;
}
const texts = (selector: string) => [...document.querySelectorAll(selector)].map((found) => found.textContent);

test('a model without a theory does not offer its view', () => {
  expect(isOffered('theory', tries)).toBe(true);
  expect(isOffered('theory', fixture)).toBe(false);
});

test('the first frame has the points of a sweep, with their numbers in words', () => {
  drawn({});
  expect(document.querySelectorAll('.when-wide circle.theory-point')).toHaveLength(13);
  expect(texts('.when-wide .picture-theory desc')[0]).toMatch(
    /^Theory: the geometric series .* At 0\.5 \(50 %\) this run 1\.94 tries, theory 2 tries\. 0 \(100 %\): theory 1 tries; 20 runs 1 tries ± 0 tries\./,
  );
  expect(texts('.when-wide .theory-picker button')).toEqual(['The curve has been run with these knobs']);
});

test('the points are data of the page, and figures that differ only along the curve share them', () => {
  const figure = prepare({});
  expect(structuredClone(figure)).toEqual(figure);
  expect(prepare({ set: { loss: 0.2 } }).swept[0]).toBe(figure.swept[0]);
  expect(prepare({ set: { tries: 3 } }).swept[0]).not.toBe(figure.swept[0]);
  expect(prepare({ views: ['topology'] }).swept).toEqual([]);
});

test('where faults act there are no points, and the run is not one of the curve', () => {
  drawn({ scenario: 'paused' });
  expect(document.querySelectorAll('circle.theory-point')).toHaveLength(0);
  expect(texts('.when-wide .legend').join()).toContain('faults act in it, the curve is of runs without');
  expect(recipeOf(tries, 'paused').faults).toEqual([]);
});

test('a laboratory opens with a theory if one tells of its first run', () => {
  const laboratory = { views: undefined, laboratory: true };
  expect(prepare(laboratory).views).toEqual(['topology', 'theory']);
  expect(prepare({ ...laboratory, scenario: 'paused' }).views).toEqual(['topology']);
});

test('a measure without a theory fails the build', () => {
  expect(() => prepare({ measure: 'wait' })).toThrow(
    'unknown measure with a theory "wait"; known: triesMean; in <Figure> of a test',
  );
});
