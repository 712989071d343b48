/** The whole player as the build draws it, with designs side by side, which no page needs to have. */
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { knowModel } from '../../src/player/models.ts';
import Player from '../../src/player/Player.tsx';
import { fetchParts } from '../../src/player/parts.ts';
import { prepareFigure, type Written } from '../../src/player/prepare.ts';
import { fixture } from './fixture.ts';

knowModel(fixture);

async function drawn(written: Partial<Written>): Promise<Document> {
  const figure = prepareFigure({ simulation: 'fixture', ...written }, [fixture], 'a test', (path) => path);
  await fetchParts(figure);
  document.body.innerHTML = renderToString(<Player figure={figure} />);
  return document;
}
const texts = (selector: string) => [...document.querySelectorAll(selector)].map((found) => found.textContent);

test('the first frame is whole without a script: sentence, invariants, accounts, transcript', async () => {
  await drawn({ scenario: 'hasty' });
  expect(texts('.player-now')).toEqual([
    '✕35.0 ms Caller: timeout is over; waiting → thinking. This no longer holds: “no call is given up”.',
  ]);
  expect(texts('.verdict-name')).toContain('no call is given up');
  expect(texts('.player-books')).toEqual([
    '1 offered = 0 completed + 0 failed + 0 rejected + 1 timed out + 0 in flight',
  ]);
  expect(texts('.player-transcript li')).toHaveLength(15);
  expect(texts('noscript').join()).toContain('Playing needs a script');
});

test.each([
  [0, 3],
  [3, 0],
])('where one of two designs asks nothing, its books are not judged: %i calls, %i calls', async (upper, lower) => {
  await drawn({
    compare: [
      { label: 'Upper', knobs: { calls: upper } },
      { label: 'Lower', knobs: { calls: lower } },
    ],
  });
  const notes = texts(
    '.player-verdicts > ul > li:last-child .verdict-note, .verdicts-folded li:last-child .verdict-note',
  );
  expect(notes.slice(-2)).toEqual([
    upper === 0 ? '○ Upper nothing to judge' : '✓ Upper holds throughout',
    lower === 0 ? '○ Lower nothing to judge' : '✓ Lower holds throughout',
  ]);
});

test('nothing can be pressed until it is awake', async () => {
  await drawn({ scenario: 'hasty', laboratory: true });
  const free = [...document.querySelectorAll('.player button, .player input, .player select')].filter(
    (control) => !control.closest('[disabled]') && !control.hasAttribute('disabled'),
  );
  expect(free.map((control) => control.outerHTML)).toEqual([]);
  // Nor is anything in a picture a stop of the keyboard: it is read as one image.
  expect(document.querySelectorAll('.picture :is([tabindex], [role=button])')).toHaveLength(0);
  expect(document.querySelector('.picture')?.getAttribute('role')).toBe('img');
});

test('a knob of each kind has its control, its name and its sentence', async () => {
  await drawn({ laboratory: true });
  expect(texts('.player-knob .knob-label')).toEqual(['Timeout', 'Work', 'Calls', 'Mood', 'Loud']);
  expect(texts('.knob-says')).toHaveLength(5);
  expect(document.querySelectorAll('.player-knob input[type=range]')).toHaveLength(3);
  expect(document.querySelectorAll('.player-knob input[type=radio]')).toHaveLength(2);
  expect(document.querySelectorAll('.player-knob [role=switch]')).toHaveLength(1);
});

test('two designs have a lane each, one playhead, and a mark for every request', async () => {
  await drawn({
    scenario: 'hasty',
    compare: [
      { label: 'Hasty', knobs: { timeoutMs: 25 } },
      { label: 'Patient', knobs: { timeoutMs: 100 } },
    ],
  });
  expect(texts('.lane-label')).toEqual(['Hasty', 'Patient']);
  expect(document.querySelectorAll('[data-scrubber]')).toHaveLength(1);
  expect(texts('.player-differences p')[0]).toBe(
    'Patient against Hasty, request by request, in the whole run: ■ 3 now completed.',
  );
  // Marks, and no buttons, as long as nothing can be chosen.
  expect(texts('.difference-strip')).toEqual(['■■■']);
  expect(document.querySelectorAll('.difference-strip button')).toHaveLength(0);
  expect(texts('.player-verdicts li:first-child .verdict-note')).toEqual([
    '✕ Hasty broken at 35.0 ms: 1 of 3',
    '✓ Patient holds throughout',
  ]);
});
