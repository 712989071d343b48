/** The past of a run is what the run was: whatever happens in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canonical,
  type Envelope,
  History,
  type Moment,
  type Params,
  Run,
  type RunObserver,
  type Step,
} from '../../src/kernel/index.ts';
import { randomFault, randomPlay } from './random-play.ts';
import { at, bear, END, modelOf, ms, type Play, tell } from './stage.ts';

const RUNS = 300;

function runOf(play: Play, observer: RunObserver = { stepped: () => {} }): Run {
  return new Run(
    modelOf(play),
    { params: { volume: 1 }, seed: play.seed ?? 1, faults: play.faults ?? [], untilUs: (play.untilMs ?? 1000) * 1000 },
    observer,
  );
}

function historyOf(play: Play): History {
  let history: History | undefined;
  const run = runOf(play, { stepped: (step) => history?.add(step) });
  history = new History(run);
  run.runToEnd(20_000);
  return history;
}

/** What of a moment can be compared. */
interface Picture {
  readonly components: readonly string[];
  readonly waiting: readonly string[];
  readonly params: Params;
}
const picture = (
  components: readonly (readonly [string, unknown, boolean, boolean])[],
  waiting: readonly Envelope[],
  params: Params,
): Picture => ({
  components: components.map(([id, view, up, isPaused]) => `${id} ${up} ${isPaused} ${canonical(view)}`).sort(),
  waiting: waiting
    .map(({ to, event, timer, at: due }) => `${timer ?? 'message'} ${to.id} ${canonical(event)} ${due}`)
    .sort(),
  params,
});
const pictureOfMoment = ({ components, inFlight, timers, params }: Moment): Picture =>
  picture(
    components.map(({ component, view, up, paused }) => [component.id, view, up, paused] as const),
    [...inFlight, ...timers],
    params,
  );
const pictureOfRun = (run: Run, justGone: string | undefined): Picture =>
  picture(
    run.components
      .filter(({ retired, id }) => !retired || id === justGone)
      .map(
        ({ id, chart, state, up, condition }) =>
          [id, chart.view(state), up || id === justGone, condition.paused] as const,
      ),
    run.pending().filter(({ fault }) => fault === undefined),
    run.params,
  );

test('any moment of the past is the run as it was when it stopped there', () => {
  fc.assert(
    fc.property(randomPlay, fc.array(fc.nat(), { minLength: 4, maxLength: 4 }), (play, picks) => {
      const history = historyOf(play);
      for (const pick of [...picks, history.length]) {
        const index = (pick % (history.length + 1)) - 1;
        const stopped = runOf(play).runToEnd(index + 1);
        const { components } = history.at(index);
        // Who ends in a step is seen in it a last time; of those who are gone in the stopped run, only that one is.
        const gone = stopped.components.filter(({ retired }) => retired).map(({ id }) => id);
        const justGone = components.map(({ component }) => component.id).find((id) => gone.includes(id));
        expect(pictureOfMoment(history.at(index))).toEqual(pictureOfRun(stopped, justGone));
      }
    }),
    { numRuns: RUNS },
  );
});

/** A step as text: when, who, what, and what came of it. That a message finds nobody is known when it arrives, not before. */
const textOf = ({ index, atUs, component, event, after, sent, missed }: Step): string =>
  canonical([
    atUs,
    component.id,
    event,
    component.chart.view(after),
    sent.map(({ at: due, to, event: message, lost, doneStep }) => [
      due,
      to.id,
      message,
      doneStep === index ? lost : '',
    ]),
    missed ?? '',
  ]);

test('a fault that is added at a moment changes nothing before it: a fork is the same run so far', () => {
  fc.assert(
    fc.property(randomPlay, randomFault, (play, fault) => {
      const before = ({ steps }: History) => steps.filter(({ atUs }) => atUs < fault.atUs).map(textOf);
      const fork = { ...play, faults: [...(play.faults ?? []), fault] };
      expect(before(historyOf(fork))).toEqual(before(historyOf(play)));
    }),
    { numRuns: RUNS },
  );
});

test('to add it by hand when the run has come so far is to have had it from the start, where nothing else is due then', () => {
  fc.assert(
    fc.property(randomPlay, randomFault, (play, fault) => {
      const fork = historyOf({ ...play, faults: [...(play.faults ?? []), fault] });
      const moments = ['untilUs' in fault ? fault.untilUs : undefined, fault.atUs];
      const many = ({ steps }: History) =>
        Math.max(...moments.map((at) => steps.filter(({ atUs }) => atUs === at).length));
      fc.pre(many(historyOf(play)) === 0 && many(fork) <= 1);
      const steps: Step[] = [];
      const run = runOf(play, { stepped: (step) => steps.push(step) });
      run.runToEnd(historyOf(play).indexAt(fault.atUs) + 1);
      run.inject(fault);
      run.runToEnd(20_000);
      expect(steps.map(textOf)).toEqual(fork.steps.map(textOf));
    }),
    { numRuns: RUNS },
  );
});

test('a run that is watched takes the same steps as one that is not', () => {
  fc.assert(
    fc.property(randomPlay, (play) => {
      const watched = runOf(play).runToEnd(20_000);
      const unwatched = runOf(play, {}).runToEnd(20_000);
      const end = (run: Run) => [
        run.steps,
        run.now,
        run.params,
        run.components
          .filter(({ retired }) => !retired)
          .map(({ id, chart, state, up }) => `${id} ${up} ${canonical(chart.view(state))}`)
          .sort(),
      ];
      expect(end(unwatched)).toEqual(end(watched));
    }),
    { numRuns: RUNS },
  );
});

test('time never goes back, and every message is taken, lost or still on its way', () => {
  fc.assert(
    fc.property(randomPlay, (play) => {
      const { steps } = historyOf(play);
      expect(steps.map(({ atUs }) => atUs)).toEqual(steps.map(({ atUs }) => atUs).sort((a, b) => a - b));
      const sent = steps.flatMap((step) => step.sent);
      const taken = steps.map(({ envelope }) => envelope);
      const open = sent.filter((envelope) => envelope.doneStep < 0);
      expect(new Set(taken).size).toBe(taken.length);
      expect(open.every(({ cancelled, lost }) => !cancelled && lost === undefined)).toBe(true);
      expect(
        sent.filter(
          (envelope) =>
            envelope.doneStep >= 0 && !envelope.cancelled && envelope.lost === undefined && !taken.includes(envelope),
        ),
      ).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

const visit: Play = {
  nodes: ['a', 'b'],
  cues: [at(1, 'a', bear('guest')), at(5, 'guest', tell('b', 'BYE'), END), at(9, 'a', tell('b', 'ALONE'))],
  faults: [{ kind: 'knob', knob: 'volume', value: 7, atUs: ms(7) }],
};
const present = (history: History, index: number) => history.at(index).components.map(({ component }) => component.id);

test('who comes and goes is there from its first step to its last', () => {
  const history = historyOf(visit);
  const born = history.steps.findIndex(({ spawned }) => spawned.length > 0);
  const gone = history.steps.findIndex(({ component, event }) => component.id === 'guest' && event.type === 'ORDER');
  expect([born - 1, born, gone, gone + 1].map((index) => present(history, index).includes('guest'))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('parameters are those of their moment', () => {
  const history = historyOf(visit);
  expect(history.at(-1).params).toEqual({ volume: 1 });
  expect(history.at(history.indexAt(ms(6))).params).toEqual({ volume: 1 });
  expect(history.at(history.indexAt(ms(7))).params).toEqual({ volume: 7 });
});

test('the step at a time is the last one that had happened', () => {
  const history = historyOf(visit);
  expect(history.indexAt(-1)).toBe(-1);
  expect(history.steps[history.indexAt(ms(5))]?.atUs).toBe(ms(5));
  expect(history.steps[history.indexAt(ms(5)) + 1]?.atUs).toBeGreaterThan(ms(5));
  expect(history.indexAt(Number.POSITIVE_INFINITY)).toBe(history.length - 1);
});

test('outside of the run there is nothing to see', () => {
  const history = historyOf(visit);
  expect(() => history.at(history.length)).toThrow(`no step ${history.length}; the run has ${history.length} steps`);
  expect(() => history.at(-2)).toThrow(/no step -2/);
});
