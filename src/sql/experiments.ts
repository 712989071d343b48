/** A question before and after a change of the schema, on as many rows as a reader chooses: the file, and how it is measured. */
import type { PGliteInterface } from '@electric-sql/pglite';
import { explain } from './explain.ts';
import { effortOf, type Plan } from './plan.ts';

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
  /** What PostgreSQL asks on its own because of the question, such as the check of a foreign key: EXPLAIN gives only its time. */
  readonly beneath: string;
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
  /** Planning and execution on the server; no network. The mean of the middle half of several runs. */
  readonly ms: number;
  /** The quickest and the slowest of that middle half, in ms: two sides that overlap are not told apart. */
  readonly spread: readonly [from: number, to: number];
  /** Of the first statement. */
  readonly plan: Plan;
  /** Of what is asked beneath, whose rows and pages are counted above. */
  readonly beneath?: Plan;
}
export interface Pair {
  readonly before: Measured;
  readonly after: Measured;
}

/** Whether the two times differ by more than they differ from themselves. */
export const areApart = ({ before, after }: Pair): boolean =>
  before.spread[1] < after.spread[0] || after.spread[1] < before.spread[0];

const BLOCK = /^-- (rows|prepare|before|change|after|beneath)$/;
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
    beneath: blocks.get('beneath') ?? '',
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
    const beneath = filled(experiment.beneath);
    const before = await sideOf(database, filled(experiment.before), experiment.times, beneath);
    await run(`${experiment.change}\nANALYZE;`);
    return { before, after: await sideOf(database, filled(experiment.after), 1, beneath) };
  } finally {
    await database.exec('ROLLBACK; DROP SCHEMA IF EXISTS lab CASCADE; RESET ALL');
  }
}

/** What a question changes is taken back. */
async function sideOf(database: Database, sql: string, times: number, below: string): Promise<Measured> {
  const plans: Plan[] = [];
  const taken: Typical[] = [];
  for (let i = 1; i <= times; i++) {
    const question = sql.replaceAll(':i', String(i));
    plans.push(await planOf(database, question));
    taken.push(await typical(database, question));
  }
  const all = (value: (one: Typical) => number): number => taken.reduce((total, one) => total + value(one), 0);
  const beneath = below === '' ? undefined : await planOf(database, below);
  const counted = beneath === undefined ? plans : [...plans, beneath];
  const sum = (value: (plan: Plan) => number): number => counted.reduce((total, plan) => total + value(plan), 0);
  return {
    statements: times,
    read: sum((plan) => effortOf(plan).read),
    returned: plans.reduce((total, { root }) => total + root.rows, 0),
    pages: sum((plan) => plan.root.pages),
    ms: all(({ ms }) => ms),
    spread: [all(({ from }) => from), all(({ to }) => to)],
    plan: plans[0] as Plan,
    ...(beneath && { beneath }),
  };
}

/** In ms. */
interface Typical {
  readonly ms: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Without a clock at every row of every step: where a clock is slow, it would be most of what is measured. Many runs, because a
 * browser rounds its clock: one run of 0.04 ms is 0 or 0.1 there. The slowest and the quickest quarter are left out.
 */
async function typical(database: Database, sql: string): Promise<Typical> {
  const times: number[] = [];
  for (let spent = 0; times.length < TRIES && (times.length < FEWEST_TRIES || spent < ENOUGH_MS); ) {
    const { planningMs, executionMs } = await planOf(database, sql, 'off');
    times.push(planningMs + executionMs);
    spent += planningMs + executionMs;
  }
  const quarter = Math.floor(times.length / 4);
  const middle = times.sort((a, b) => a - b).slice(quarter, times.length - quarter);
  const ms = middle.reduce((sum, time) => sum + time, 0) / middle.length;
  return { ms, from: middle[0] ?? ms, to: middle.at(-1) ?? ms };
}
const TRIES = 20;
const FEWEST_TRIES = 3;
const ENOUGH_MS = 200;

async function planOf(database: Database, sql: string, timing: 'on' | 'off' = 'on'): Promise<Plan> {
  await database.exec('BEGIN');
  try {
    return await explain(database, sql, timing);
  } finally {
    await database.exec('ROLLBACK');
  }
}
