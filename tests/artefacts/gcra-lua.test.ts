/** case-studies/rate-limiting/gcra.lua, on a real Redis, against the simulation's GCRA decision by decision. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decide, type Memory, NOTHING, type Policy } from '../../simulations/rate-limiter/algorithms.ts';
import { type Connection, type Redis, redisVersion, startRedis, withoutRedis } from './redis.ts';

const script = readFileSync('case-studies/rate-limiting/gcra.lua', 'utf8');
const KEY = 'rl:{tenant-1}:default';

let redis: Redis;
let connection: Connection;
let sha: string;

interface Answer {
  readonly admitted: boolean;
  readonly remaining: number;
  readonly retryAfterUs: number;
  readonly fullInUs: number;
  readonly nowUs: number;
}

async function ask({ limit, windowUs, burst }: Policy, by: Connection = connection, cost = 1): Promise<Answer> {
  const reply = (await by.send('EVALSHA', sha, 1, KEY, limit, windowUs, burst, cost)) as readonly number[];
  const [admitted, remaining, retryAfterUs, fullInUs, nowUs] = reply as [number, number, number, number, number];
  return { admitted: admitted === 1, remaining, retryAfterUs, fullInUs, nowUs };
}

/**
 * Time passes without anybody waiting for it: GCRA knows only how far its number lies ahead of now, so to move the number
 * back is to move the clock on.
 */
async function pass(us: number): Promise<void> {
  const tat = await connection.send('GET', KEY);
  if (tat !== null) await connection.send('SET', KEY, String(Number(tat) - us), 'KEEPTTL');
}

const gcra = (limit: number, windowUs: number, burst: number): Policy => ({
  algorithm: 'gcra',
  limit,
  windowUs,
  burst,
});
const HOUR = 3_600_000_000;

describe.skipIf(redisVersion === undefined)(`gcra.lua on Redis${withoutRedis}`, () => {
  beforeAll(async () => {
    redis = await startRedis();
    connection = await redis.connect();
    sha = (await connection.send('SCRIPT', 'LOAD', script)) as string;
  });
  afterAll(() => redis?.stop());
  beforeEach(() => connection.send('FLUSHALL'));

  test('decides as the simulation’s GCRA does, on random policies and arrivals', async () => {
    const policies = fc.record({
      limit: fc.integer({ min: 1, max: 1000 }),
      windowUs: fc.integer({ min: 1_000_000, max: HOUR }),
      burst: fc.integer({ min: 1, max: 20 }),
    });
    // In tenths of the interval between two requests, so that buckets empty and fill.
    const gaps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom(1, 1, 1, 2, 5)), {
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(policies, gaps, async ({ limit, windowUs, burst }, requests) => {
        await connection.send('FLUSHALL');
        const interval = Math.ceil(windowUs / limit);
        let memory: Memory = NOTHING;
        let passed = 0;
        for (const [tenth, cost] of requests) {
          const us = Math.floor((tenth * interval) / 10);
          await pass(us);
          passed += us;
          const { nowUs, fullInUs: _, ...answer } = await ask(gcra(limit, windowUs, burst), connection, cost);
          // The script rounds the interval up to whole microseconds: one request an interval is the same policy.
          const decision = decide(gcra(1, interval, burst), memory, nowUs + passed, cost);
          memory = decision.memory;
          const { admitted, remaining, retryAfterUs } = decision;
          expect(answer).toEqual({ admitted, remaining, retryAfterUs });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('admits its burst and no more, however many ask at once on however many connections', async () => {
    const connections = await Promise.all(Array.from({ length: 20 }, () => redis.connect()));
    const policy = gcra(1, HOUR, 7);
    const answers = await Promise.all(connections.flatMap((by) => [ask(policy, by), ask(policy, by)]));
    expect(answers.filter(({ admitted }) => admitted)).toHaveLength(7);
  });

  test('the same decision in two steps, a read and a write, admits twice: the broken variant', async () => {
    const [one, two] = [await redis.connect(), await redis.connect()];
    const policy = gcra(1, HOUR, 1);
    const read = async (by: Connection) => Number((await by.send('GET', KEY)) ?? 0);
    const [seenByOne, seenByTwo] = [await read(one), await read(two)];
    const decisions = [decide(policy, { tat: seenByOne }, HOUR), decide(policy, { tat: seenByTwo }, HOUR)];
    for (const [i, by] of [one, two].entries()) await by.send('SET', KEY, String(decisions[i]?.memory.tat));
    expect(decisions.map(({ admitted }) => admitted)).toEqual([true, true]);
  });

  test('a request costs one unit unless it says more', async () => {
    const policy = gcra(1, HOUR, 5);
    const reply = (await connection.send('EVALSHA', sha, 1, KEY, 1, HOUR, 5)) as readonly number[];
    expect(reply.slice(0, 2)).toEqual([1, 4]);
    expect(await ask(policy, connection, 5)).toMatchObject({ admitted: false, remaining: 4 });
    expect(await ask(policy, connection, 4)).toMatchObject({ admitted: true, remaining: 0 });
  });

  test('keeps every digit of a time in microseconds', async () => {
    const { nowUs, fullInUs } = await ask(gcra(1, HOUR, 1));
    expect(await connection.send('GET', KEY)).toBe(String(nowUs + fullInUs));
  });

  test('a key goes when its bucket is full again', async () => {
    await ask(gcra(1, 60_000_000, 5));
    const first = (await connection.send('PTTL', KEY)) as number;
    expect(first).toBeGreaterThan(59_000);
    expect(first).toBeLessThanOrEqual(60_000);
    await ask(gcra(1, 60_000_000, 5));
    expect(await connection.send('PTTL', KEY)).toBeGreaterThan(118_000);
  });

  test('a limit so high that an interval is less than a millisecond still writes a valid expiry', async () => {
    expect((await ask(gcra(100_000, 1_000_000, 1))).admitted).toBe(true);
  });

  test('a refusal writes nothing and leaves the expiry', async () => {
    await ask(gcra(1, HOUR, 1));
    const before = [await connection.send('GET', KEY), await connection.send('PEXPIRETIME', KEY)];
    expect((await ask(gcra(1, HOUR, 1))).admitted).toBe(false);
    expect([await connection.send('GET', KEY), await connection.send('PEXPIRETIME', KEY)]).toEqual(before);
  });

  test('whoever waits as long as it says is admitted', async () => {
    const policy = gcra(7, 60_000_000, 3);
    for (let i = 0; i < policy.burst; i++) await ask(policy);
    const answer = await ask(policy);
    expect(answer.admitted).toBe(false);
    await pass(answer.retryAfterUs);
    expect((await ask(policy)).admitted).toBe(true);
  });

  test('a clock that was set back by a day costs at most an emptied bucket', async () => {
    const policy = gcra(10, 60_000_000, 10);
    await ask(policy);
    await pass(-24 * HOUR);
    const answer = await ask(policy);
    expect(answer.admitted).toBe(false);
    expect(answer.fullInUs).toBe(60_000_000);
  });

  test('an emptied bucket that is written beforehand, as the runbook does after a restart, refuses until one has dripped in', async () => {
    const policy = gcra(1, HOUR, 20);
    const [seconds, micros] = (await connection.send('TIME')) as readonly string[];
    const fillsInUs = 20 * HOUR;
    const emptied = Number(seconds) * 1_000_000 + Number(micros) + fillsInUs;
    const write = () => connection.send('SET', KEY, String(emptied), 'NX', 'PX', fillsInUs / 1000);
    expect(await write()).toBe('OK');
    expect(await ask(policy)).toMatchObject({ admitted: false, remaining: 0 });
    await pass(HOUR);
    expect(await ask(policy)).toMatchObject({ admitted: true, remaining: 0 });
    // Who has been decided about since keeps its own number.
    expect(await write()).toBeNull();
  });

  test('a tenant that is moved to a smaller tier has at most the smaller burst, however full its bucket was', async () => {
    const [large, small] = [gcra(100, HOUR, 20), gcra(10, HOUR, 5)];
    for (const taken of [0, 1, 20]) {
      await connection.send('FLUSHALL');
      for (let i = 0; i < taken; i++) await ask(large);
      const answers = await Promise.all(Array.from({ length: 8 }, () => ask(small)));
      expect(answers.filter(({ admitted }) => admitted).length).toBeLessThanOrEqual(small.burst);
    }
  });

  test('a tenant that is moved to a larger tier gets no fresh burst', async () => {
    const [small, large] = [gcra(10, 60_000_000, 5), gcra(100, 60_000_000, 5)];
    for (let i = 0; i < 5; i++) await ask(small);
    expect((await ask(small)).admitted).toBe(false);
    expect((await ask(large)).admitted).toBe(false);
  });
});
