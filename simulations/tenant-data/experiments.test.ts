/**
 * measured.json against PostgreSQL: rows read and returned, and the steps of the plans, on a thousand tasks. Times and larger sizes are
 * as recorded. `UPDATE_RECORDED=1 npx vitest run simulations/tenant-data/experiments.test.ts` measures all sizes anew (then `npm run format`).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { measure, type Pair, type RecordedMeasurements, readExperiments } from '../../src/sql/experiments.ts';
import { openDatabase } from '../../src/sql/open.ts';
import type { PlanNode } from '../../src/sql/plan.ts';

const file = (name: string): URL => new URL(name, import.meta.url);
const read = (name: string): string => readFileSync(file(name), 'utf8');
const { rows, experiments } = readExperiments('experiments.sql', read('experiments.sql'));
const SIZES = process.env.UPDATE_RECORDED ? [1_000, 10_000, 100_000] : [1_000];

type Shape = readonly [does: string, on: string, rows: number, children: readonly Shape[]];
const shape = ({ does, on, rows: given, children }: PlanNode): Shape => [does, on, given, children.map(shape)];
const timeless = (pairs: Readonly<Record<string, Pair>>) =>
  Object.entries(pairs).map(([id, { before, after }]) => [
    id,
    ...[before, after].map(({ statements, read: touched, returned, plan }) => [
      statements,
      touched,
      returned,
      shape(plan.root),
      plan.indexes,
    ]),
  ]);

test('a thousand rows are read as they were', async () => {
  const database = await openDatabase();
  try {
    const sizes: Record<string, Record<string, Pair>> = {};
    for (const n of SIZES) {
      const pairs: Record<string, Pair> = {};
      for (const experiment of experiments) pairs[experiment.id] = await measure(database, rows, experiment, n);
      sizes[n] = pairs;
    }
    if (process.env.UPDATE_RECORDED) {
      const { rows: said } = await database.query<{ version: string }>('SELECT version()');
      const version = /^PostgreSQL [\d.]+ \([^)]*\)/.exec(said[0]?.version ?? '')?.[0] ?? 'PostgreSQL';
      const on = 'WebAssembly in Node 24, two shared cores';
      const all: RecordedMeasurements = { version, date: new Date().toISOString().slice(0, 10), on, sizes };
      writeFileSync(file('measured.json'), `${JSON.stringify(all)}\n`);
    }
    const kept = JSON.parse(read('measured.json')) as RecordedMeasurements;
    expect(timeless(sizes['1000'] ?? {})).toEqual(timeless(kept.sizes['1000'] ?? {}));
  } finally {
    await database.close();
  }
}, 600_000);
