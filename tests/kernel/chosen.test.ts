import { describe, expect, test } from 'vitest';
import broker from '../../simulations/broker-queue/index.ts';
import oversell from '../../simulations/oversell/index.ts';
import {
  type Candidate,
  type Chosen,
  candidatesAt,
  decodeLink,
  encodeLink,
  type Kind,
  LinkError,
  type Played,
  play,
  type Recipe,
  recipeOf,
  ScheduleError,
  waitingInWords,
} from '../../src/kernel/index.ts';
import { readPayload, writePayload } from '../../src/kernel/link/payload.ts';

/** Two buyers and one item. The first one's write overtakes the other's read, so that nothing is oversold. */
const fair = recipeOf(oversell, 'rush', { seed: 4, knobs: { buyers: 2, stock: 1 } });
/** After this step both are on their way. */
const BOTH = 4;

function waiting(played: Played, index: number, words: RegExp): Candidate {
  const all = candidatesAt(played, index);
  const found = all.find(({ envelope }) => words.test(waitingInWords(envelope, (id) => id)));
  if (found === undefined) throw new Error(`nothing like ${words} waits; waiting: ${all.map(({ key }) => key)}`);
  return found;
}
const choosing = (recipe: Recipe, act: Chosen['act'], { key }: Candidate, atStep = BOTH + 1): Recipe => ({
  ...recipe,
  chosen: [{ atStep, act, key }],
});
const times = ({ history }: Played) => history.steps.map(({ atUs }) => atUs);
const events = ({ history }: Played) => history.steps.map(({ event }) => event.type);

const before = play(oversell, fair);
const write = waiting(before, BOTH, /^WRITE 1 /);
const read = waiting(before, BOTH, /^READ 2 /);

describe('what may come next', () => {
  test('is said with who sends it to whom, those first that are due first', () => {
    const words = candidatesAt(before, BOTH).map(({ envelope }) => waitingInWords(envelope, (id) => id));
    expect(words).toEqual(['WRITE 1 from buyer-1 to row', 'READ 2 from buyer-2 to row']);
    expect([write.passes, read.passes]).toEqual([0, 1]);
    expect(waitingInWords(waiting(before, -1, /^buyer-2/).envelope, () => 'Buyer 2')).toBe('Buyer 2: arrival is over');
  });

  test('is what is waiting at that moment, and nothing once all is over', () => {
    const kept = before.history.steps.map(({ index }) => candidatesAt(before, index).length);
    expect(kept.at(-1)).toBe(0);
    expect(Math.min(...kept.slice(0, -1))).toBeGreaterThan(0);
  });

  test('is nothing that a fault comes before, and nothing for one that is paused', () => {
    const paused = play(oversell, recipeOf(oversell, 'paused-holder'));
    const begins = paused.landmarks.find(({ kind }) => kind === 'fault')?.index ?? 0;
    const reasons = (index: number) => candidatesAt(paused, index).map(({ whyNot }) => whyNot?.kind);
    expect(reasons(begins - 1)).toContain('fault');
    expect(reasons(begins)).toContain('paused');
  });

  test('counts among those that it passes nobody who would wait in any case', () => {
    const paused = play(oversell, recipeOf(oversell, 'paused-holder'));
    const begins = paused.landmarks.find(({ kind }) => kind === 'fault')?.index ?? 0;
    const found = candidatesAt(paused, begins).map(({ whyNot, passes }) => [whyNot?.kind, passes]);
    expect(found).toEqual([
      ['paused', 0],
      [undefined, 0],
    ]);
  });

  test('is nothing that is due after the end', () => {
    const recipe = recipeOf(oversell, 'rush', { knobs: { spreadMs: 2000 } });
    const short = play(
      { ...oversell, scenarios: { rush: { title: '', says: '', seed: 4, untilUs: 300_000 } } },
      recipe,
    );
    expect(candidatesAt(short, -1).some(({ whyNot }) => whyNot?.kind === 'late')).toBe(true);
  });

  test('is an observer’s message before any other', () => {
    const row = { ...(oversell.kinds.row as Kind), observer: true };
    const observed = { ...oversell, kinds: { ...oversell.kinds, row } };
    const found = candidatesAt(play(observed, fair), 0);
    expect(found.map(({ whyNot }) => whyNot?.kind)).toEqual([undefined, 'observer']);
  });
});

describe('what is chosen comes next', () => {
  const after = play(oversell, choosing(fair, 'deliver', read));

  test('and the stock is oversold by hand', () => {
    expect([before.measures.oversold, after.measures.oversold]).toEqual([0, 1]);
  });

  test('the past stays, time does not go back, and nothing comes before it is due', () => {
    expect(events(after).slice(0, BOTH + 1)).toEqual(events(before).slice(0, BOTH + 1));
    expect(times(after).slice(0, BOTH + 1)).toEqual(times(before).slice(0, BOTH + 1));
    expect(times(after)).toEqual(times(after).toSorted((a, b) => a - b));
    for (const { atUs, envelope } of after.history.steps) expect(atUs).toBeGreaterThanOrEqual(envelope.at);
  });

  test('what it passed comes right after it, at the same moment', () => {
    expect(events(after).slice(BOTH + 1, BOTH + 3)).toEqual(['READ', 'WRITE']);
    expect(after.history.steps[BOTH + 2]?.atUs).toBe(read.envelope.at);
  });

  test('the moment is a landmark', () => {
    expect(after.landmarks).toContainEqual(expect.objectContaining({ kind: 'choice', index: BOTH + 1 }));
  });

  test('what is first anyway changes nothing', () => {
    expect(play(oversell, choosing(fair, 'deliver', write)).traceHash).toBe(before.traceHash);
  });
});

test('what is lost by hand is lost at once, and nothing waits for it', () => {
  const after = play(oversell, choosing(fair, 'drop', read));
  expect(after.history.steps[BOTH + 1]).toMatchObject({ missed: 'loss', atUs: times(before)[BOTH] });
  expect(events(after)[BOTH + 2]).toBe('WRITE');
  expect(times(after)[BOTH + 2]).toBe(times(before)[BOTH + 1]);
});

test('what comes twice by hand is taken, and waits still', () => {
  const after = play(oversell, choosing(fair, 'duplicate', write));
  expect(events(after).filter((type) => type === 'WRITE')).toHaveLength(
    events(before).filter((t) => t === 'WRITE').length + 1,
  );
  expect(waiting(after, BOTH + 1, /^WRITE 1 /).passes).toBe(0);
});

test('every choice that is offered can be made, and every one that is refused cannot', () => {
  for (const recipe of [fair, recipeOf(oversell, 'paused-holder'), recipeOf(broker)]) {
    const model = recipe.simulation === 'oversell' ? oversell : broker;
    const played = play(model, recipe, { maxSteps: 60 });
    for (const { index } of played.history.steps.slice(0, 50))
      for (const candidate of candidatesAt(played, index)) {
        const again = () => play(model, choosing(recipe, 'deliver', candidate, index + 1), { maxSteps: index + 2 });
        if (candidate.whyNot === undefined) {
          const step = again().history.steps[index + 1];
          expect(step?.event, `${recipe.scenario} step ${index + 1}`).toEqual(candidate.envelope.event);
        } else if (candidate.whyNot.kind !== 'observer') expect(again).toThrow(ScheduleError);
      }
  }
});

describe('a link', () => {
  const recipe = choosing(fair, 'deliver', read);

  test('carries what was chosen', () => {
    const chosen: readonly Chosen[] = [
      { atStep: 0, act: 'duplicate', key: 'a' },
      { atStep: 7, act: 'drop', key: 'b' },
      { atStep: 400, act: 'deliver', key: 'a' },
    ];
    const opened = decodeLink(oversell, encodeLink(oversell, { recipe: { ...fair, chosen } }));
    expect(opened.recipe.chosen).toEqual(chosen);
  });

  test('gives the very run', () => {
    const opened = decodeLink(oversell, encodeLink(oversell, { recipe }));
    expect(play(oversell, opened.recipe).traceHash).toBe(play(oversell, recipe).traceHash);
  });

  test('without a choice is written as it always was', () => {
    const link = encodeLink(oversell, { recipe: fair });
    expect(encodeLink(oversell, { recipe: { ...fair, chosen: [] } })).toBe(link);
  });

  test('that names what is not waiting is an error which says what is', () => {
    const chosen = [{ atStep: BOTH + 1, act: 'deliver', key: 'nobody' }] as const;
    expect(() => play(oversell, { ...fair, chosen })).toThrow(ScheduleError);
    expect(() => play(oversell, { ...fair, chosen })).toThrow(/step 5 was chosen to be "nobody".*WRITE/);
  });

  test('that names a step which the run never has is an error: what was chosen is not left out', () => {
    const chosen = [{ atStep: 500, act: 'deliver', key: read.key }] as const;
    expect(() => play(oversell, { ...fair, chosen })).toThrow(ScheduleError);
    expect(() => play(oversell, { ...fair, chosen })).toThrow(/step 500 .* is over after 9 steps/);
  });

  test('that names what is for one that is paused is an error: nothing else comes instead', () => {
    const recipe = recipeOf(oversell, 'paused-holder');
    const paused = play(oversell, recipe);
    const begins = paused.landmarks.find(({ kind }) => kind === 'fault')?.index ?? 0;
    const held = candidatesAt(paused, begins).find(({ whyNot }) => whyNot?.kind === 'paused') as Candidate;
    expect(() => play(oversell, choosing(recipe, 'deliver', held, begins + 1))).toThrow(/but buyer-1 is paused there/);
  });

  test('whose choices are no choices is refused', () => {
    const payload = readPayload(encodeLink(oversell, { recipe }));
    const forged = { ...payload, chosen: [{ atStep: -1, act: 'deliver', key: 'a' }] as const };
    expect(() => decodeLink(oversell, writePayload(forged))).toThrow(LinkError);
  });
});
