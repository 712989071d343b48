/** Statements, plans, experiments and the page's side of the database, without a browser and without PostgreSQL. */

import { describe, expect, test, vi } from 'vitest';
import { verdictOf } from '../../src/sql/AnswerView.tsx';
import { changes, createClient, type Limits, Stopped, type Worker } from '../../src/sql/client.ts';
import { areApart, type Measured, readExperiments, statementsIn } from '../../src/sql/experiments.ts';
import { usesOf } from '../../src/sql/index-use.ts';
import { keep, recall } from '../../src/sql/kept.ts';
import { ms } from '../../src/sql/PlanTree.tsx';
import { effortOf, type PlanNode, readPlan, widestMiss } from '../../src/sql/plan.ts';
import type { Reply, Request } from '../../src/sql/protocol.ts';
import { readStatements, tablesIn } from '../../src/sql/statements.ts';

describe('a file of statements', () => {
  const text =
    '-- about\n\n-- id: one\n-- title: All\n-- as: me\n-- says: Why.\n-- plan: yes\nSELECT 1;\n-- inside\nSELECT 2;\n';
  test('stands under the heading of the one before, unless it has its own', () => {
    const one = (id: string, group = '') => `-- id: ${id}\n-- title: T\n${group}-- as: me\n-- says: S.\nSELECT 1;\n`;
    const all = readStatements('a.sql', one('a', '-- group: First\n') + one('b') + one('c', '-- group: Second\n'));
    expect(all.map(({ group }) => group)).toEqual(['First', 'First', 'Second']);
  });
  test('is read with its heads, and comments inside of the SQL stay', () => {
    expect(readStatements('a.sql', text)).toEqual([
      {
        id: 'one',
        title: 'All',
        group: '',
        as: 'me',
        says: 'Why.',
        plan: true,
        crosses: false,
        sql: 'SELECT 1;\n-- inside\nSELECT 2;',
      },
    ]);
  });
  test('says what is missing where', () => {
    expect(() => readStatements('a.sql', '-- id: two\n-- title: x\nSELECT 1')).toThrow(
      'a.sql: the statement "two" has no "-- as: …" line; it has id, title',
    );
    expect(() => readStatements('a.sql', '-- id: two\n-- title: x\n-- as: y\n-- says: z\n')).toThrow('has no SQL');
  });
  test('names of tables are found as words, and not in texts or comments', () => {
    expect(
      tablesIn("SELECT * FROM users JOIN tasks -- roles\n WHERE a = 'outbox'", [
        'user',
        'users',
        'tasks',
        'roles',
        'outbox',
      ]),
    ).toEqual(['users', 'tasks']);
  });
});

describe('a plan', () => {
  const scan = {
    'Node Type': 'Seq Scan',
    'Relation Name': 'tasks',
    'Actual Rows': 2,
    'Actual Loops': 3,
    'Plan Rows': 5,
    'Rows Removed by Filter': 10,
    'Actual Total Time': 1.5,
    'Shared Hit Blocks': 7,
    Filter: '(a = 1)',
  };
  const raw = [
    {
      Plan: { 'Node Type': 'Limit', 'Actual Rows': 4, 'Actual Loops': 1, Plans: [scan] },
      'Planning Time': 0.5,
      'Execution Time': 2,
      Triggers: [{ 'Trigger Name': 'RI', Time: 1 }],
    },
  ];
  test('counts rows, time and what was thrown away over all loops', () => {
    const plan = readPlan(raw);
    expect(plan.root.children[0]).toMatchObject({
      does: 'Seq Scan',
      on: 'tasks',
      rows: 6,
      expected: 15,
      removed: 30,
      ms: 4.5,
      pages: 7,
      details: ['Filter: (a = 1)'],
    });
    expect(effortOf(plan)).toEqual({ read: 36, returned: 4 });
    expect(plan.triggers).toEqual([{ name: 'RI', ms: 1 }]);
  });
  test('is refused when it is none', () => {
    expect(() => readPlan('Seq Scan on tasks')).toThrow(
      'expected a plan of EXPLAIN (FORMAT JSON); came "Seq Scan on tasks"',
    );
  });
});

describe('an estimate', () => {
  const step = (does: string, rows: number, expected: number, children: PlanNode[] = []): PlanNode => ({
    ...{ does, on: '', details: [], rows, expected, loops: 1, removed: 0, pages: 0, ms: 0, children },
  });
  test('that is farthest off is found, whether too high or too low', () => {
    const low = step('Seq Scan', 500, 25);
    expect(widestMiss(step('Hash Join', 500, 100, [low, step('Hash', 10, 90)]))).toBe(low);
  });
  test('that others hand on is found where it begins', () => {
    const low = step('Seq Scan', 500, 25);
    expect(widestMiss(step('Sort', 500, 25, [low]))).toBe(low);
  });
  test('within a factor of two is none, nor among fewer than ten rows; no row counts as one', () => {
    expect(widestMiss(step('Seq Scan', 10, 19))).toBeUndefined();
    expect(widestMiss(step('Seq Scan', 1, 9))).toBeUndefined();
    expect(widestMiss(step('Seq Scan', 0, 10))).toBeDefined();
  });
  test('of a step that a LIMIT has stopped is not judged; beneath a sort, which runs to its end, it is', () => {
    expect(widestMiss(step('Limit', 20, 20, [step('Index Scan', 20, 5000)]))).toBeUndefined();
    const read = step('Seq Scan', 5000, 100);
    expect(widestMiss(step('Limit', 20, 20, [step('Sort', 20, 100, [read])]))).toBe(read);
  });
});

describe('what a search uses of an index', () => {
  const index = { keys: ['tenant_id', 'project_id', 'created_at'], included: [] };
  const uses = (condition: string) => usesOf(index, condition).map(({ compared, use }) => `${use} ${compared}`.trim());
  test('it serves from its left, up to the first gap', () => {
    expect(uses('((tenant_id = 7) AND (project_id = 4))')).toEqual(['narrows =', 'narrows =', 'unused']);
    expect(uses("((tenant_id = 7) AND (created_at >= '2026-01-01'::date))")).toEqual([
      'narrows =',
      'gap',
      'behind range',
    ]);
    expect(uses('')).toEqual(['unused', 'unused', 'unused']);
  });
  test('and up to the first range, which still narrows; rows that are compared are one range', () => {
    expect(uses('((tenant_id > 7) AND (project_id = 4))')).toEqual(['narrows range', 'behind =', 'unused']);
    expect(uses('((tenant_id = 7) AND (ROW(project_id, created_at) < ROW($0, $1)))')).toEqual([
      'narrows =',
      'narrows row',
      'narrows row',
    ]);
  });
  test('a column is not found in the name of another, nor at the right of an operator', () => {
    expect(uses('((old_tenant_id = 7) AND (project_id = t.tenant_id))')).toEqual(['gap', 'behind =', 'unused']);
    expect(uses('((tenant_id)::text = ANY (ARRAY[1]))')).toEqual(['narrows =', 'unused', 'unused']);
  });
});

describe('a line about an answer', () => {
  const table = (columns: string[], rows: (string | null)[][]) => ({
    table: { columns, rows, cut: false },
    changed: 0,
  });
  test('says the value where there is one, otherwise how many rows, and the SQLSTATE of a refusal', () => {
    expect(verdictOf({ done: [table(['count'], [['0']])] })).toBe('count = 0');
    expect(verdictOf({ done: [table(['a', 'b'], [['0', null]]), table(['a'], [])] })).toBe('1 row, no rows');
    expect(verdictOf({ refusal: { sqlstate: '42501', message: 'no' } })).toBe('42501');
  });
  test('says whose rows they are', () => {
    const rows = (...tenants: (string | null)[]) =>
      table(
        ['tenant', 'b'],
        tenants.map((tenant) => [tenant, 'x']),
      );
    expect(verdictOf({ done: [rows('1', '2', '1'), rows('2'), rows()] }, 'tenant')).toBe(
      '3 rows of tenants 1 and 2, 1 row of tenant 2, no rows',
    );
    expect(verdictOf({ done: [rows(null)] }, 'tenant')).toBe('1 row');
    expect(verdictOf({ done: [rows('1')] })).toBe('1 row');
  });
  test('a time says no more than its clock', () => {
    expect([0, 0.1, 0.126, 3, 12.4].map(ms)).toEqual(['too short to measure', '0.1 ms', '0.13 ms', '3 ms', '12 ms']);
  });
});

describe('a file of experiments', () => {
  test('after is before, unless said', () => {
    const { rows, experiments } = readExperiments(
      'e.sql',
      '-- rows\nCREATE;\n-- id: a\n-- title: A\n-- says: B.\n-- before\nSELECT 1;\n-- change\nINDEX;\n',
    );
    expect(rows).toBe('CREATE;');
    expect(experiments[0]).toMatchObject({
      id: 'a',
      times: 1,
      prepare: '',
      before: 'SELECT 1;',
      change: 'INDEX;',
      after: 'SELECT 1;',
    });
    expect(() => readExperiments('e.sql', '-- rows\nx\n-- id: a\n-- title: A\n-- says: B.\n')).toThrow(
      'has no "-- before"',
    );
  });
  test('statements end with a semicolon at the end of a line', () => {
    expect(statementsIn('A;\nB\n  c;\n')).toEqual(['A', 'B\n  c']);
  });
});

test('two times are told apart where their middle halves do not overlap', () => {
  const side = (from: number, to: number) => ({ spread: [from, to] }) as unknown as Measured; // all that is looked at
  expect(areApart({ before: side(2, 3), after: side(0.5, 1) })).toBe(true);
  expect(areApart({ before: side(0.5, 1), after: side(2, 3) })).toBe(true);
  expect(areApart({ before: side(0.7, 8.8), after: side(0.5, 1) })).toBe(false);
});

describe("the page's side", () => {
  const limits: Limits = { rows: 2, ms: 1_000, openMs: 5_000 };
  const me = { label: 'me', says: 'I.', setup: '' };
  const opened: Reply = { kind: 'opened', version: 'PostgreSQL 18', ms: 1 };
  const answered: Reply = { kind: 'answered', answer: { done: [] }, ms: 1 };

  function stage(answer: (request: Request) => Reply | 'never' | 'crash') {
    const asked: Request[] = [];
    let workers = 0;
    let ended = 0;
    /** Each ends the thread that was made with it. */
    const deaths: (() => void)[] = [];
    const lost: string[] = [];
    const make = (): Worker => {
      workers += 1;
      const worker: Worker = {
        onmessage: null,
        onerror: null,
        onmessageerror: null,
        watch: (_lock, tell) => deaths.push(tell),
        terminate: () => {
          ended += 1;
        },
        postMessage(request) {
          asked.push(request);
          const reply = answer(request);
          if (reply === 'crash') queueMicrotask(() => worker.onerror?.({ message: 'out of memory' }));
          else if (reply !== 'never') queueMicrotask(() => worker.onmessage?.({ data: reply }));
        },
      };
      return worker;
    };
    const client = createClient({ scripts: ['CREATE'], always: '', actors: { me } }, make, limits, (why) =>
      lost.push(why),
    );
    return { client, asked, deaths, lost, count: () => ({ workers, ended }) };
  }

  test('opens with the scripts, then does again what had changed the database', async () => {
    const { client, asked } = stage(({ kind }) => (kind === 'open' ? opened : answered));
    expect(await client.open([{ as: 'me', sql: 'INSERT' }])).toEqual({
      version: 'PostgreSQL 18',
      refused: 0,
    });
    expect(asked).toEqual([
      { kind: 'open', scripts: ['CREATE'], always: '', alive: expect.any(String) },
      { kind: 'run', actor: me, sql: 'INSERT', rowLimit: 2 },
    ]);
  });
  test('an endless query is ended with its worker, and another can be opened', async () => {
    vi.useFakeTimers();
    const { client, count } = stage(({ kind }) => (kind === 'open' ? opened : 'never'));
    await client.open([]);
    const waits = expect(client.run('me', 'SELECT endless')).rejects.toThrow(
      'It took longer than 1 s and was stopped.',
    );
    await vi.advanceTimersByTimeAsync(1_000);
    await waits;
    expect(count()).toEqual({ workers: 1, ended: 1 });
    await expect(client.run('me', 'SELECT 1')).rejects.toThrow('The database is not running.');
    await client.open([]);
    expect(count().workers).toBe(2);
    vi.useRealTimers();
  });
  test('cancelling, a crash and a failed load say what happened', async () => {
    const crash = stage(({ kind }) => (kind === 'open' ? opened : 'crash'));
    await crash.client.open([]);
    await expect(crash.client.run('me', 'SELECT')).rejects.toThrow('out of memory');
    const never = stage(({ kind }) => (kind === 'open' ? opened : 'never'));
    await never.client.open([]);
    const waits = expect(never.client.run('me', 'SELECT')).rejects.toBeInstanceOf(Stopped);
    never.client.stop('Stopped.');
    await waits;
    const failed = stage(() => ({ kind: 'failed', problem: 'pglite.wasm: 404' }));
    await expect(failed.client.open([])).rejects.toThrow('pglite.wasm: 404');
  });
  test('a thread that dies is noticed at once, by whoever waits or, when nobody does, by who asked to be told', async () => {
    const { client, deaths, lost, count } = stage(({ kind }) => (kind === 'open' ? opened : 'never'));
    await client.open([]);
    const waits = expect(client.run('me', 'SELECT')).rejects.toThrow('The database has ended unexpectedly.');
    deaths[0]?.();
    await waits;
    expect(lost).toEqual([]);
    await client.open([]);
    deaths[1]?.();
    expect(lost).toEqual(['The database has ended unexpectedly.']);
    await expect(client.run('me', 'SELECT 1')).rejects.toThrow('The database is not running.');
    await client.open([]);
    client.stop('Stopped.');
    for (const die of deaths) die();
    expect(lost).toHaveLength(1);
    expect(count()).toEqual({ workers: 3, ended: 3 });
  });
  test('a change that cannot be done again is named, with what helps', async () => {
    vi.useFakeTimers();
    const { client } = stage(({ kind }) => (kind === 'open' ? opened : 'never'));
    const waits = expect(client.open([{ as: 'me', sql: 'ENDLESS' }])).rejects.toThrow(
      'Your change 1 of 1 could not be done again: It took longer than 1 s and was stopped. Start again from the seed',
    );
    await vi.advanceTimersByTimeAsync(1_000);
    await waits;
    vi.useRealTimers();
  });
  test('changes that are refused the second time are counted', async () => {
    const refusal: Reply = { kind: 'answered', answer: { refusal: { sqlstate: '23505', message: 'there' } }, ms: 1 };
    const { client } = stage(({ kind }) => (kind === 'open' ? opened : refusal));
    expect(await client.open([{ as: 'me', sql: 'INSERT' }])).toMatchObject({ refused: 1 });
  });
  test('what only reads need not be done again', () => {
    expect(
      [
        'SELECT 1;',
        'table x',
        ' VALUES (1)',
        'SELECT 1; SELECT 2',
        'INSERT INTO a',
        'WITH x AS (DELETE FROM a) SELECT 1',
        'SELECT 1 INTO a',
        'EXPLAIN DELETE FROM a',
        'EXPLAIN ANALYZE DELETE FROM a',
      ].map(changes),
    ).toEqual([false, false, false, true, true, true, true, false, true]);
  });
});

describe('what a reader wrote', () => {
  const fresh = { as: 'me', sql: 'SELECT 1', changes: [] };
  const store = () => {
    const kept = new Map<string, string>();
    return {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
  };
  test('is found again, without actors that are gone', () => {
    const here = store();
    keep(
      'one',
      {
        as: 'you',
        sql: 'SELECT 2',
        changes: [
          { as: 'you', sql: 'A' },
          { as: 'me', sql: 'B' },
        ],
      },
      here,
    );
    expect(recall('one', fresh, ['me'], here)).toEqual({
      as: 'me',
      sql: 'SELECT 2',
      changes: [{ as: 'me', sql: 'B' }],
    });
  });
  test('is fresh where nothing, nonsense or no store is', () => {
    const here = store();
    expect(recall('one', fresh, ['me'], here)).toBe(fresh);
    here.setItem('faultline:sql:one', '{');
    expect(recall('one', fresh, ['me'], here)).toBe(fresh);
    expect(recall('one', fresh, ['me'], undefined)).toBe(fresh);
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => keep('one', fresh, full)).not.toThrow();
  });
});
