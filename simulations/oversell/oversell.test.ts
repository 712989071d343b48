/** What the sale does under each design; and for each promise a sale that breaks it. */
import { describe, expect, test } from 'vitest';
import { assign, setup } from 'xstate';
import { type KnobValue, type Model, type Played, play, recipeOf, reply } from '../../src/kernel/index.ts';
import oversell from './index.ts';
import * as promise from './invariants.ts';
import { DESIGNS, type Design } from './knobs.ts';

type Knobs = Readonly<Record<string, KnobValue>>;
const sale = (scenario: string, knobs: Knobs = {}, seed?: number): Played =>
  play(oversell, recipeOf(oversell, scenario, { knobs, ...(seed !== undefined && { seed }) }));
const broken = ({ verdicts }: Played): string[] => verdicts.filter(({ holds }) => !holds).map(({ name }) => name);
const told = ({ history, model }: Played): string[] =>
  history.steps.map((step) => model.narrate?.(step) ?? '').filter((text) => text !== '');
const designs = Object.keys(DESIGNS) as Design[];
const mended = designs.filter((design) => design !== 'read-decide-write');

describe('the rush', () => {
  test('two buyers read the last item, and both buy it', () => {
    const rush = sale('rush');
    expect(rush.measures).toMatchObject({ sold: 3, oversold: 1 });
    expect(told(rush)).toContain('Buyer 2 reads stock 1 and decides to buy');
    expect(told(rush)).toContain('Buyer 3 reads stock 1 and decides to buy');
    expect(told(rush)).toContain('The row takes stock 0 from Buyer 3, where it held 0: 3 sold');
  });

  test.each(mended)('%s mends it for the same arrivals', (design) => {
    const arrivals = (played: Played) =>
      played.history.steps
        .filter(({ event }) => event.type.startsWith('xstate.after.arrival'))
        .map(({ atUs, component }) => `${component.id} ${atUs}`);
    expect(sale('rush', { design }).measures.oversold).toBe(0);
    expect(arrivals(sale('rush', { design }))).toEqual(arrivals(sale('rush')));
  });

  test('with a version, whoever was overtaken reads again and leaves', () => {
    expect(told(sale('version'))).toContain('Buyer 3 was overtaken and reads again');
    expect(sale('version').accounting).toMatchObject({ completed: 2, rejected: 2, failed: 0 });
  });
});

describe('a holder that stops for longer than its lease', () => {
  test('writes over what another has bought', () => {
    const paused = sale('paused-holder');
    expect(paused.measures).toMatchObject({ sold: 2, oversold: 1, leases: 1 });
    expect(told(paused)).toContain('Buyer 1 goes on as if nothing had happened');
  });

  test('is refused when the row has seen a higher token in a write', () => {
    const fenced = sale('fenced-writes');
    expect(fenced.measures).toMatchObject({ sold: 1, fenced: 1 });
    expect(told(fenced)).toContain('The row refuses Buyer 1: its token 1 is older than 2');
  });

  test('is not refused when the new holder has only read', () => {
    expect(sale('fenced-writes-too-late').measures).toMatchObject({ sold: 2, oversold: 1, fenced: 0 });
  });

  test('is refused at the same moment when reads show the token, too', () => {
    expect(sale('fenced-reads-and-writes').measures).toMatchObject({ sold: 1, fenced: 1 });
    expect(sale('fenced-writes-too-late', { design: 'fenced-reads-and-writes' }).measures.oversold).toBe(0);
  });
});

describe('over two hundred seeds', () => {
  const oversold = (scenario: string, knobs: Knobs) =>
    Array.from({ length: 200 }, (_, seed) => sale(scenario, knobs, seed)).filter(
      ({ measures }) => Number(measures.oversold) > 0,
    ).length;

  test('reading, deciding and writing oversells more often than not', () => {
    expect(oversold('rush', {})).toBeGreaterThan(100);
  });

  test('a short time to decide makes it rarer, and does not end it', () => {
    const hasty = oversold('rush', { thinkMs: 0 });
    expect(hasty).toBeGreaterThan(0);
    expect(hasty).toBeLessThan(oversold('rush', {}));
  });

  test.each(['atomic-decrement', 'optimistic-version', 'fenced-reads-and-writes'])(
    '%s never oversells, even while a holder stops',
    (design) => {
      expect(oversold('rush', { design })).toBe(0);
      expect(oversold('paused-holder', { design })).toBe(0);
    },
  );
});

describe('each promise can be broken', () => {
  const withRow = (machine: Model['kinds'][string]['machine']): Model => ({
    ...oversell,
    kinds: { ...oversell.kinds, row: { ...(oversell.kinds.row as Model['kinds'][string]), machine } },
  });
  const rowThat = (answers: 'WRITTEN' | 'SOLD_OUT', counts: boolean) =>
    setup({
      types: {} as { context: { stock: number; sold: number }; events: { type: 'DECREMENT'; request: number } },
    }).createMachine({
      id: 'row',
      context: { stock: 2, sold: 0 },
      on: {
        DECREMENT: {
          actions: [
            assign({ sold: ({ context }) => context.sold + (counts ? 1 : 0) }),
            reply(({ event }) => ({ type: answers, request: event.request })),
          ],
        },
      },
    });
  const atomic = (model: Model) => play(model, recipeOf(model, 'atomic'));

  test('by a row that sells without looking', () => {
    expect(broken(atomic(withRow(rowThat('WRITTEN', true))))).toEqual([promise.NEVER_OVERSOLD]);
  });

  test('by a row that confirms and forgets', () => {
    expect(broken(atomic(withRow(rowThat('WRITTEN', false))))).toEqual([
      promise.EVERY_BUYER_COUNTS,
      promise.SOMETHING_IS_SOLD,
    ]);
  });

  test('by a row that sells nothing', () => {
    expect(broken(atomic(withRow(rowThat('SOLD_OUT', false))))).toEqual([promise.SOMETHING_IS_SOLD]);
  });

  test('by a network that loses an answer', () => {
    const faults = [{ kind: 'loss', from: 'row', to: 'buyer', probability: 1, atUs: 0 }] as const;
    const lost = play(oversell, recipeOf(oversell, 'atomic', { faults }));
    expect(broken(lost)).toEqual([promise.EVERYBODY_IS_ANSWERED]);
    expect(lost.accounting).toMatchObject({ offered: 4, inFlight: 4 });
  });
});
