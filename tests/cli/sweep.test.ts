import { describe, expect, test } from 'vitest';
import type { RunAnswer } from '../../src/cli/run.ts';
import { runJobs } from '../../src/cli/sweep-pool.ts';
import { decodeLink, recipeOf } from '../../src/kernel/index.ts';
import { jobsOf, planOf } from '../../src/kernel/sweep/index.ts';
import letters from './fixtures/simulations/letters/index.ts';
import { answer, sim, simulations } from './letters.ts';

interface SweepAnswer {
  readonly runs: number;
  readonly measures: Record<string, { n: number; mean: number; ci95: number; min: number; max: number }>;
  readonly worst: { seed: number; measure: string; value: number; link: string }[];
  readonly invariants: { name: string; violatedRuns: number; firstSeed: number | null }[];
}
interface GridAnswer {
  readonly points: (SweepAnswer & {
    knobs: object;
    differences: Record<string, { n: number; mean: number; ci95: number }>;
  })[];
}
const lossy = ['sweep', 'letters', '--scenario', 'lossy', '--seeds', '1..24'];

describe('sweep', () => {
  test('answers the same with one, two and three workers', async () => {
    const [one, two, three] = await Promise.all(
      ['1', '2', '3'].map(async (workers) => (await sim(...lossy, '--workers', workers, '--json')).out),
    );
    expect(two).toBe(one);
    expect(three).toBe(one);
    expect((JSON.parse(one ?? '') as SweepAnswer).runs).toBe(24);
  });

  test('its worst run is a run that can be opened', async () => {
    const { worst, measures } = await answer<SweepAnswer>(...lossy, '--workers', '1');
    const slowest = worst.find(({ measure }) => measure === 'meanUntilAnswered');
    expect(slowest?.value).toBe(measures.meanUntilAnswered?.max);
    const { recipe } = decodeLink(letters, slowest?.link ?? '');
    expect(recipe.seed).toBe(slowest?.seed);
    const again = await answer<RunAnswer>('run', '--link', slowest?.link ?? '');
    expect(again.measures.meanUntilAnswered).toBe(slowest?.value);
  });

  test('says in how many runs an invariant broke and in which first', async () => {
    const { invariants } = await answer<SweepAnswer>(...lossy, '--workers', '1');
    const twice = invariants.find(({ name }) => name === 'no letter is handled twice');
    expect(twice?.violatedRuns).toBeGreaterThan(0);
    const first = await answer<RunAnswer>('run', 'letters', '--scenario', 'lossy', '--seed', String(twice?.firstSeed));
    expect(first.invariants.find(({ name }) => name === twice?.name)?.holds).toBe(false);
  });

  test('the points of a grid meet the same luck: a knob that changes nothing makes no difference', async () => {
    const { points } = await answer<GridAnswer>(
      'sweep',
      'letters',
      '--set',
      'loss=0.2',
      '--grid',
      'desk=forgetful,remembers',
      '--seeds',
      '1..20',
      '--workers',
      '1',
    );
    expect(points.map(({ knobs }) => knobs)).toEqual([{ desk: 'forgetful' }, { desk: 'remembers' }]);
    expect(points[1]?.differences.meanUntilAnswered).toEqual({ n: 20, mean: 0, ci95: 0 });
  });

  test('a grid is every combination, and a range counts', async () => {
    const { points } = await answer<GridAnswer>(
      'sweep',
      'letters',
      '--grid',
      'loss=0..0.2:0.1',
      '--grid',
      'resend=true,false',
      '--seeds',
      '1..2',
      '--workers',
      '1',
    );
    expect(points.map(({ knobs }) => knobs)).toEqual(
      [0, 0.1, 0.2].flatMap((loss) => [true, false].map((resend) => ({ loss, resend }))),
    );
  });

  test('what is measured over time is summed up window by window', async () => {
    const long = ['sweep', 'letters', '--set', 'letters=50', '--seeds', '1..3', '--workers', '1'];
    const { windows } = await answer<{ windows: { measures: { written: { n: number; mean: number }[] } } }>(...long);
    expect(windows.measures.written[0]).toMatchObject({ n: 3 });
    expect((await sim(...long, '--windows')).out).toMatch(/window +n +written \(letters\/s\) +± 95 %\n +0–0\.1 s +3 /);
  });

  test('the report names unit, n and the worst run', async () => {
    const { out } = await sim(...lossy, '--workers', '1');
    expect(out).toMatch(/meanUntilAnswered +24 /);
    expect(out).toContain('worst meanUntilAnswered');
    expect(out).toMatch(/broken in \d+ of 24 runs +first seed/);
  });
});

describe('the pool', () => {
  const jobs = jobsOf(planOf(letters, [recipeOf(letters, 'lossy')], 1, 40), 2);

  test.each([1, 2])('can be called off, with %i workers', async (workers) => {
    const control = new AbortController();
    const progress = (done: number) => {
      if (done === 2) control.abort(new Error('enough'));
    };
    await expect(
      runJobs(jobs, { model: letters, folder: simulations, workers, progress, signal: control.signal }),
    ).rejects.toThrow('enough');
  });

  test('tells how many jobs are done', async () => {
    const done: number[] = [];
    await runJobs(jobs, { model: letters, folder: simulations, workers: 2, progress: (n) => void done.push(n) });
    expect(done).toEqual(jobs.map((_, i) => i + 1));
  });

  test('a run that throws is named by its seed', async () => {
    const [job] = jobsOf(
      {
        recipes: [{ ...recipeOf(letters), faults: [{ kind: 'crash', component: 'nobody', atUs: 0 }] }],
        from: 3,
        to: 3,
      },
      1,
    );
    const failing = runJobs(job === undefined ? [] : [job, { ...job, index: 1 }], {
      model: letters,
      folder: simulations,
      workers: 2,
    });
    await expect(failing).rejects.toThrow('seed 3 of letters, scenario "calm": no component "nobody"');
  });
});
