/**
 * Whether a simulation's definition refers to what is there. Whoever writes one meets this in the build, in the tests and on the
 * command line; what browsers are sent has been through it, and comes without it (`src/islands`).
 */
import { checkFault } from './faults.ts';
import { type KnobValue, paramsWith, readKnob } from './knobs.ts';
import type { Measure, Model, Observation, Scenario } from './model.ts';

/** Throws with the simulation's id, where the mistake is, what was expected and what is known. */
export function checkDefinition(model: Model): void {
  checkKinds(model);
  checkKnobs(model);
  for (const knob of model.turns ?? []) expectKnown('knob', knob, Object.keys(model.knobs), `the turns of ${model.id}`);
  checkMeasures(model);
  checkTheory(model);
  checkWindows(model);
  for (const [name, scenario] of Object.entries(model.scenarios)) checkScenario(model, name, scenario);
  if (model.verification !== undefined)
    expectKnown('scenario', model.verification, Object.keys(model.scenarios), `the verification of ${model.id}`);
}

function checkKinds({ id, kinds, invariants }: Model): void {
  const known = Object.keys(kinds);
  for (const { name, reads = [] } of invariants) {
    if (reads.length === 0)
      throw new Error(
        `invariant "${name}" of ${id} reads nothing; expected the kinds that it looks at: reads: ['${known[0]}']`,
      );
    for (const kind of reads) expectKnown('kind', kind, known, `invariant "${name}" of ${id}`);
  }
  for (const [name, { within }] of Object.entries(kinds))
    if (within !== undefined) expectKnown('kind', within, known, `kind "${name}" of ${id}`);
}

function checkKnobs({ id, knobs }: Model): void {
  const check = (knob: string, value: KnobValue, where: string): void => {
    try {
      readKnob(knobs, knob, value);
    } catch (error) {
      throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
    }
  };
  for (const [name, knob] of Object.entries(knobs)) {
    const { initial, appliesWhen = {} } = knob;
    if (typeof initial === 'number' && !('min' in knob))
      throw new Error(`knob "${name}" of ${id} is a number without a range; expected min, max and unit beside initial`);
    if ('min' in knob && typeof knob.unit !== 'string')
      throw new Error(`knob "${name}" of ${id} has no unit; expected one beside its range, '' for a bare number`);
    check(name, initial, `the initial value of a knob of ${id}`);
    for (const [other, values] of Object.entries(appliesWhen))
      for (const value of values) check(other, value, `what knob "${name}" of ${id} applies to`);
  }
}

/** Its types say so as well; whoever runs a model before its types are checked meets this. */
function checkMeasures({ id, measures }: Model): void {
  for (const [name, { unit, says }] of Object.entries<Partial<Measure>>(measures)) {
    const wrong = (what: string) => new Error(`measure "${name}" of ${id} has no ${what}`);
    if (typeof unit !== 'string') throw wrong("unit; expected one, '' for a bare number");
    if (typeof says !== 'string') throw wrong('says; expected a sentence that says what is measured');
  }
}

function checkTheory({ id, theory = [], measures, observations, knobs }: Model): void {
  const levels = namesOf('level', observations);
  const numbers = Object.entries(knobs).flatMap(([name, knob]) => ('min' in knob ? [name] : []));
  for (const one of theory) {
    const where = `a theory of ${id}`;
    if (one.kind === 'line') expectKnown('level', one.level, levels, where);
    else {
      expectKnown('measure', one.measure, Object.keys(measures), where);
      expectKnown('knob of numbers', one.over, numbers, where);
    }
  }
}

function checkWindows({ id, windows, measures, observations }: Model): void {
  if (windows === undefined) return;
  const where = `the windows of ${id}`;
  for (const [what, value] of [
    ['everyUs', windows.everyUs],
    ['most', windows.most],
  ] as const)
    if (!(Number.isInteger(value) && value > 0))
      throw new Error(`"${what}" of ${where} is ${value}; expected a whole number above 0`);
  for (const [name, measure] of Object.entries(windows.measures)) {
    if (Object.hasOwn(measures, name))
      throw new Error(`two measures of ${id} are called "${name}", one in its windows`);
    if ('level' in measure) expectKnown('level', measure.level, namesOf('level', observations), where);
    else if ('count' in measure) expectKnown('count', measure.count, namesOf('count', observations), where);
  }
}

const namesOf = (kind: Observation['kind'], observations: Model['observations']): string[] =>
  Object.keys(observations).filter((name) => observations[name]?.kind === kind);

function checkScenario(model: Model, name: string, scenario: Scenario): void {
  const { knobs, violates, faults, exploration, search = name, untilUs } = scenario;
  const where = `scenario "${name}" of ${model.id}`;
  if (!Number.isInteger(untilUs) || untilUs <= 0)
    throw new Error(`${where} ends at ${untilUs} µs; expected whole microseconds: untilUs: seconds(5)`);
  const names = model.invariants.map((invariant) => invariant.name);
  for (const violated of violates ?? []) expectKnown('invariant', violated, names, where);
  for (const kind of exploration?.crash?.kinds ?? []) expectKnown('kind', kind, Object.keys(model.kinds), where);
  expectKnown('scenario', search, Object.keys(model.scenarios), `the search of ${where}`);
  try {
    paramsWith(model.knobs, knobs ?? {});
    for (const fault of faults ?? []) checkFault(fault, model, 0);
  } catch (error) {
    throw new Error(`${where}: ${(error as Error).message}`, { cause: error });
  }
  checkCast(model, scenario, where);
}

/** Who is there, and what the scenario says of them by name. Components of dynamic kinds come under names that nobody knows yet. */
function checkCast(model: Model, { knobs = {}, faults = [] }: Scenario, where: string): void {
  const params = paramsWith(model.knobs, knobs);
  const kinds = Object.keys(model.kinds);
  const components = model.components(params);
  for (const { id, kind } of components) expectKnown('kind', kind, kinds, `component "${id}" in ${where}`);
  for (const link of model.links(params))
    for (const kind of [link.from, link.to]) expectKnown('kind', kind, kinds, `a link in ${where}`);
  if (kinds.some((kind) => model.kinds[kind]?.dynamic)) return;
  const ids = components.map(({ id }) => id);
  for (const fault of faults)
    if ('component' in fault) expectKnown('component', fault.component, ids, `fault "${fault.kind}" in ${where}`);
}

function expectKnown(what: string, name: string, known: readonly string[], where: string): void {
  if (!known.includes(name)) throw new Error(`unknown ${what} "${name}" in ${where}; known: ${known.join('; ')}`);
}
