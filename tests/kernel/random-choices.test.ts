/** Whatever is chosen by hand, in whatever run: the past stays, time goes on, and history is the run as it was when it stopped there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Chosen,
  candidatesAt,
  canonical,
  type Envelope,
  type Model,
  type Played,
  play,
  type Recipe,
  recipeOf,
  type Step,
  withChosen,
} from '../../src/kernel/index.ts';
import { startRun } from '../../src/kernel/start.ts';
import { randomPlay } from './random-play.ts';
import { modelOf } from './stage.ts';

const RUNS = 150;
const acts = ['deliver', 'drop', 'duplicate'] as const;
const picks = fc.array(fc.record({ step: fc.nat(), nth: fc.nat(), act: fc.constantFrom(...acts) }), {
  minLength: 1,
  maxLength: 3,
});
type Pick = typeof picks extends fc.Arbitrary<infer P> ? P : never;

/** One choice after the other, each later than the one before, of what may be chosen there; with the run before each. */
function chosenIn(
  model: Model,
  start: Recipe,
  wishes: Pick,
): { recipe: Recipe; before: Played; last: Chosen | undefined } {
  let recipe = start;
  let before = play(model, start);
  for (const { step, nth, act } of wishes) {
    const now = recipe.chosen === undefined ? before : play(model, recipe);
    const from = (recipe.chosen?.at(-1)?.atStep ?? -1) + 1;
    const atStep = from + (step % Math.max(1, now.history.length - from));
    const free =
      atStep > now.history.length ? [] : candidatesAt(now, atStep - 1).filter(({ whyNot }) => whyNot === undefined);
    const candidate = free[nth % Math.max(1, free.length)];
    if (candidate === undefined) continue;
    // A timer is not lost and comes once; nobody can be born twice.
    const isSingle = candidate.envelope.timer !== undefined || candidate.key.includes('spawn');
    before = now;
    recipe = withChosen(recipe, [
      ...(recipe.chosen ?? []),
      { atStep, act: isSingle ? 'deliver' : act, key: candidate.key },
    ]);
  }
  return { recipe, before, last: recipe.chosen?.at(-1) };
}

/** When a message is to come is left out: what is lost by hand is lost at once. */
const textOf = ({ index, atUs, component, event, after, sent, missed }: Step): string =>
  canonical([
    atUs,
    component.id,
    event,
    component.chart.view(after),
    sent.map(({ to, event: message, lost, doneStep }) => [to.id, message, doneStep === index ? lost : '']),
    missed ?? '',
  ]);
const waitingOf = (waiting: readonly Envelope[]): string[] =>
  waiting.map(({ to, event, timer }) => `${timer ?? 'message'} ${to.id} ${canonical(event)}`).sort();

test('before the choice nothing is different, at its step it comes, and time never goes back', () => {
  let chose = 0;
  fc.assert(
    fc.property(randomPlay, picks, (random, wishes) => {
      const model = modelOf(random);
      const {
        recipe,
        before,
        last: chosen,
      } = chosenIn(model, recipeOf(model, 'show', { seed: random.seed ?? 1 }), wishes);
      if (chosen === undefined) return;
      chose++;
      const { steps } = play(model, recipe).history;
      const past = (all: readonly Step[]) => all.slice(0, chosen.atStep).map(textOf);
      expect(past(steps)).toEqual(past(before.history.steps));
      const step = steps[chosen.atStep];
      expect(step?.missed === 'loss').toBe(chosen.act === 'drop');
      expect(chosen.key).toContain(canonical(step?.event));
      expect(steps.map(({ atUs }) => atUs)).toEqual(steps.map(({ atUs }) => atUs).sort((a, b) => a - b));
    }),
    { numRuns: RUNS },
  );
  expect(chose).toBeGreaterThan(RUNS / 2);
});

test('any moment of a run with choices is the run as it was when it stopped there', () => {
  fc.assert(
    fc.property(randomPlay, picks, fc.nat(), (random, wishes, pick) => {
      const model = modelOf(random);
      const { recipe } = chosenIn(model, recipeOf(model, 'show', { seed: random.seed ?? 1 }), wishes);
      const { history } = play(model, recipe);
      for (const index of [(pick % (history.length + 1)) - 1, history.length - 1]) {
        const stopped = startRun(model, recipe, { stepped: () => {} }).runToEnd(index + 1);
        const { components, inFlight, timers } = history.at(index);
        const living = components.filter(({ component: { retired } }) => !retired);
        for (const { component, view, up } of living)
          expect([component.id, view, up]).toEqual([
            component.id,
            stopped.view(component.id),
            stopped.component(component.id).up,
          ]);
        const pending = stopped.pending().filter(({ fault }) => fault === undefined);
        expect(waitingOf([...inFlight, ...timers])).toEqual(waitingOf(pending));
      }
    }),
    { numRuns: RUNS },
  );
});
