/** A question before and after a change of the schema, on as many rows as a reader chooses: the file, and how it is measured. */
import type { PGliteInterface } from '@electric-sql/pglite';
import { effortOf, type Plan, readPlan } from './plan.ts';

export interface Experiment {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  /** How often `before` is asked, with another `:i` each time. */
  readonly times: number;
  readonly prepare: string;
  readonly before: string;
  readonly change: string;
  readonly after: string;
}

export interface ExperimentFile {
  /** Makes the tables and fills them with `:n` rows. */
  readonly rows: string;
  readonly experiments: readonly Experiment[];
}

/** One side of an experiment. */
export interface Measured {
  readonly statements: number;
  readonly read: number;
  readonly returned: number;
  readonly pages: number;
  /** Planning and execution on the server; no network. */
  readonly ms: number;
  /** Of the first statement. */
  readonly plan: Plan;
}
export interface Pair {
  readonly before: Measured;
  readonly after: Measured;
}

const BLOCK = /^-- (rows|prepare|before|change|after)$/;
const HEAD = /^-- (id|title|says|times): (.+)$/;

/** Throws with the file's name and what is missing. */
export function readExperiments(file: string, text: string): ExperimentFile {
  const [start = '', ...parts] = text.split(/^(?=-- id: )/m);
  const rows = blocksOf(start).get('rows');
  if (rows === undefined) throw new Error(`${file} has no "-- rows" block; it makes the tables`);
  return { rows, experiments: parts.map((part) => readOne(file, part)) };
}

function readOne(file: string, part: string): Experiment {
  const head = new Map(
    part.split('\n').flatMap((line) => {
      const found = HEAD.exec(line);
      return found ? [[found[1], found[2]] as [string, string]] : [];
    }),
  );
  const blocks = blocksOf(part);
  const need = (from: ReadonlyMap<string, string>, name: string): string => {
    const value = from.get(name);
    if (value === undefined)
      throw new Error(
        `${file}: the experiment "${head.get('id')}" has no "-- ${name}"; it has ${[...head.keys(), ...blocks.keys()].join(', ')}`,
      );
    return value;
  };
  return {
    id: need(head, 'id'),
    title: need(head, 'title'),
    says: need(head, 'says'),
    times: Number(head.get('times') ?? 1),
    prepare: blocks.get('prepare') ?? '',
    before: need(blocks, 'before'),
    change: blocks.get('change') ?? '',
    after: blocks.get('after') ?? need(blocks, 'before'),
  };
}

function blocksOf(part: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  let name: string | undefined;
  for (const line of part.split('\n')) {
    const begins = BLOCK.exec(line)?.[1];
    if (begins !== undefined) {
      name = begins;
      blocks.set(name, '');
    } else if (name !== undefined) blocks.set(name, `${blocks.get(name)}${line}\n`);
  }
  return new Map([...blocks].map(([key, sql]) => [key, sql.trim()]));
}

/** VACUUM wants to be alone, so a script is run one statement at a time. A semicolon at the end of a line ends a statement. */
export const statementsIn = (script: string): readonly string[] =>
  script
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');

/** What was measured when the page was written: by number of rows, then by experiment. */
export interface RecordedMeasurements {
  readonly version: string;
  readonly date: string;
  /** What it ran on, in a few words. */
  readonly on: string;
  readonly sizes: Readonly<Record<string, Readonly<Record<string, Pair>>>>;
}

type Database = Pick<PGliteInterface, 'exec'>;

/** Makes the tables, asks, changes, asks again, and removes them. Throws what PostgreSQL says. */
export async function measure(database: Database, rows: string, experiment: Experiment, n: number): Promise<Pair> {
  const filled = (sql: string): string => sql.replaceAll(':n', String(n));
  const run = async (script: string): Promise<void> => {
    for (const statement of statementsIn(filled(script))) await database.exec(statement);
  };
  await database.exec('ROLLBACK; RESET ROLE; DROP SCHEMA IF EXISTS lab CASCADE');
  try {
    await run(rows);
    await run(`${experiment.prepare}\nANALYZE;`);
    const before = await sideOf(database, filled(experiment.before), experiment.times);
    await run(`${experiment.change}\nANALYZE;`);
    return { before, after: await sideOf(database, filled(experiment.after), 1) };
  } finally {
    await database.exec('ROLLBACK; DROP SCHEMA IF EXISTS lab CASCADE; RESET ALL');
  }
}

/** What a question changes is taken back. */
async function sideOf(database: Database, sql: string, times: number): Promise<Measured> {
  const plans: Plan[] = [];
  let ms = 0;
  for (let i = 1; i <= times; i++) {
    const question = sql.replaceAll(':i', String(i));
    plans.push(await planOf(database, question));
    ms += await quickest(database, question);
  }
  const sum = (value: (plan: Plan) => number): number => plans.reduce((total, plan) => total + value(plan), 0);
  return {
    statements: times,
    read: sum((plan) => effortOf(plan).read),
    returned: sum((plan) => plan.root.rows),
    pages: sum((plan) => plan.root.pages),
    ms,
    plan: plans[0] as Plan,
  };
}

/** Without a clock at every row of every step: where a clock is slow, it would be most of what is measured. */
async function quickest(database: Database, sql: string): Promise<number> {
  let best = Infinity;
  for (let i = 0; i < TRIES; i++) {
    const { planningMs, executionMs } = await planOf(database, sql, 'TIMING OFF, ');
    best = Math.min(best, planningMs + executionMs);
  }
  return best;
}
const TRIES = 3;

async function planOf(database: Database, sql: string, options = ''): Promise<Plan> {
  await database.exec('BEGIN');
  try {
    const [result] = await database.exec(`EXPLAIN (ANALYZE, ${options}BUFFERS, FORMAT JSON) ${sql}`, {
      rowMode: 'array',
    });
    return readPlan((result as unknown as { readonly rows: readonly unknown[][] }).rows[0]?.[0]);
  } finally {
    await database.exec('ROLLBACK');
  }
}
