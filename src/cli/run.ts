/** `run`: one run, its books and what became of its invariants. */

import type { Params } from '../kernel/knobs.ts';
import { encodeLink } from '../kernel/link.ts';
import type { Accounting } from '../kernel/measures.ts';
import type { Model } from '../kernel/model.ts';
import type { Recipe } from '../kernel/recipe.ts';
import { type RunReport, runOnce } from '../kernel/sweep/run-once.ts';
import { formatTime } from '../kernel/time.ts';
import type { Verdict } from '../kernel/watch.ts';
import type { Windowed } from '../kernel/windows.ts';
import { addressOf } from './address.ts';
import { isAsWritten } from './recipe-options.ts';
import { indented, table } from './table.ts';
import { EXIT, type ExitCode } from './usage.ts';
import { describeWindows, windowsAnswer } from './windows.ts';

export interface RunAnswer {
  readonly simulation: string;
  readonly scenario: string;
  readonly seed: number;
  readonly params: Params;
  readonly endedAtUs: number;
  readonly events: number;
  readonly traceHash: string;
  readonly accounting: Accounting;
  readonly invariants: readonly {
    readonly name: string;
    readonly kind: Verdict['kind'];
    readonly holds: boolean;
    readonly firstViolationUs: number | null;
  }[];
  /** null where there is nothing to measure. */
  readonly measures: Readonly<Record<string, number | null>>;
  /** Left out of a model that measures nothing over time. */
  readonly windows?: { readonly everyUs: number; readonly measures: Windowed };
}

export const runAsked = (model: Model, recipe: Recipe): RunReport => runOnce(model, recipe, { traceHash: true });

export function answerOf(model: Model, outcome: RunReport): RunAnswer {
  const { recipe, params, endedAtUs, events, traceHash, accounting, verdicts, measures, windows } = outcome;
  const { simulation, scenario, seed } = recipe;
  const invariants = verdicts.map(({ name, kind, holds, violatedAt }) => ({
    name,
    kind,
    holds,
    firstViolationUs: violatedAt?.atUs ?? null,
  }));
  return {
    simulation,
    scenario,
    seed,
    params,
    endedAtUs,
    events,
    traceHash,
    accounting,
    invariants,
    measures: withNulls(measures),
    ...windowsAnswer(model, windows),
  };
}

/** JSON has no NaN. */
export const withNulls = (values: Readonly<Record<string, number>>): Record<string, number | null> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, Number.isFinite(value) ? value : null]));

/** An invariant that broke and was not declared, or one that was declared and did not break, as sentences. */
export function surprises(model: Model, { recipe, verdicts }: Pick<RunReport, 'recipe' | 'verdicts'>): string[] {
  const declared = model.scenarios[recipe.scenario]?.violates ?? [];
  const broken = verdicts.filter(({ kind, holds }) => !holds && kind !== 'sometimes').map(({ name }) => name);
  const undeclared = broken
    .filter((name) => !declared.includes(name))
    .map((name) => `"${name}" is broken, which the scenario "${recipe.scenario}" does not declare`);
  if (!isAsWritten(model, recipe)) return undeclared; // another seed or knob may well avoid what the scenario shows
  const held = verdicts.filter(({ holds }) => holds).map(({ name }) => name);
  const missed = declared
    .filter((name) => held.includes(name))
    .map((name) => `"${name}" holds, but the scenario "${recipe.scenario}" declares that it breaks`);
  return [...undeclared, ...missed];
}

export const exitCodeOf = (surprising: readonly string[]): ExitCode =>
  surprising.length === 0 ? EXIT.fine : EXIT.broken;

/** The same for people; with its measures over time if `overTime`. */
export function describeRun(model: Model, outcome: RunReport, overTime: boolean): string {
  const { recipe, params, endedAtUs, events, traceHash } = outcome;
  const { title } = model.scenarios[recipe.scenario] ?? { title: '' };
  const link = encodeLink(model, { recipe, traceHash });
  return [
    `${model.title} · ${title} (${recipe.scenario}) · seed ${recipe.seed}`,
    indented(describeParams(model, params, recipe)),
    `ended at ${formatTime(endedAtUs)} after ${events.toLocaleString('en-US')} events · trace ${traceHash}`,
    describeBooks(outcome.accounting),
    ...verdictLines(model, outcome),
    indented(measuresTable(model, outcome.measures)),
    overTime ? indented(describeWindows(model, outcome.windows)) : '',
    ...surprises(model, outcome),
    addressOf(model, link),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describeParams(model: Model, params: Params, recipe: Recipe): string {
  const ownKnobs = model.scenarios[recipe.scenario]?.knobs ?? {};
  const origin = (name: string) =>
    Object.hasOwn(recipe.knobs, name) ? 'set here' : Object.hasOwn(ownKnobs, name) ? 'by the scenario' : '';
  const rows = Object.entries(model.knobs).map(([name, knob]) => [
    name,
    String(params[name]),
    'unit' in knob ? knob.unit : '',
    origin(name),
  ]);
  return table(['knob', 'value', 'unit', ''], rows);
}

function describeBooks({ offered, completed, failed, rejected, timedOut, inFlight }: Accounting): string {
  if (offered === 0) return '';
  return `offered ${offered} = completed ${completed} + failed ${failed} + rejected ${rejected} + timed out ${timedOut} + in flight ${inFlight}`;
}

function verdictLines(model: Model, { recipe, verdicts }: RunReport): string[] {
  if (verdicts.length === 0) return [];
  const declared = model.scenarios[recipe.scenario]?.violates ?? [];
  return [indented(verdicts.map((verdict) => describeVerdict(verdict, declared.includes(verdict.name))).join('\n'))];
}

function describeVerdict({ name, kind, holds, violatedAt, seenAt }: Verdict, declared: boolean): string {
  const mark = holds ? '✓' : kind === 'sometimes' ? '·' : '✗';
  const start = `${mark} ${kind.padEnd('eventually'.length)}  ${name}:`;
  if (kind === 'sometimes')
    return `${start} ${seenAt === undefined ? 'not seen' : `seen at ${formatTime(seenAt.atUs)}`}`;
  if (holds) return `${start} holds`;
  const when = violatedAt === undefined ? 'broken at the end' : `broken at ${formatTime(violatedAt.atUs)}`;
  const why = violatedAt?.why ? ` (${violatedAt.why})` : '';
  return `${start} ${when}${why}${declared ? ', as the scenario declares' : ''}`;
}

function measuresTable(model: Model, measures: Readonly<Record<string, number>>): string {
  const rows = Object.entries(model.measures).map(([name, { unit, says }]) => [
    name,
    measures[name] ?? Number.NaN,
    unit,
    says,
  ]);
  return rows.length === 0 ? '' : table(['measure', 'value', 'unit', ''], rows);
}
