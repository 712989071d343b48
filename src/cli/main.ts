/** The commands, each read, carried out and answered. Knows nothing of the process, so that tests call it as a function. */
import type { Model } from '../kernel/model.ts';
import { onlyPositional, quoted, readArguments, readWhole } from './arguments.ts';
import type { Catalogue } from './catalogue.ts';
import {
  describeExploration,
  explorable,
  exploreAnswer,
  exploreAsked,
  exploreSurprises,
  isExplorable,
} from './explore.ts';
import { describeFailure } from './failure.ts';
import { expectNoneSet, pointsOf, readSeeds } from './grid.ts';
import { HELP } from './help.ts';
import { followed, linkOf, openedFrom, simulationIn } from './link.ts';
import { describeList, listed } from './list.ts';
import { isAsWritten, RECIPE_OPTIONS, recipeAsked } from './recipe-options.ts';
import { answerOf, describeRun, exitCodeOf, runAsked, surprises } from './run.ts';
import { describeSweep, sweepAnswer, sweepAsked, sweepSurprises } from './sweep.ts';
import { defaultWorkers } from './sweep-pool.ts';
import type { Terminal } from './terminal.ts';
import { traceOf } from './trace.ts';
import { EXIT, type ExitCode, isUsageError, ofOption, UsageError } from './usage.ts';
import { expectWindows } from './windows.ts';

export interface World {
  readonly catalogue: Catalogue;
  readonly terminal: Terminal;
  /** Whether a failure is told with the whole way through the machinery. */
  readonly showsStack?: boolean;
}
type Command = (args: readonly string[], world: World) => Promise<ExitCode>;

const COMMANDS: Readonly<Record<string, Command>> = { list, run, sweep, explore, link };

/** Carries out a command line (without the program's name) and gives its exit code. */
export async function main(args: readonly string[], world: World): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined) {
    world.terminal.complain(HELP);
    return EXIT.usage;
  }
  if (args.includes('--help') || args.includes('-h') || name === 'help') {
    world.terminal.answer(HELP);
    return EXIT.fine;
  }
  try {
    return await commandNamed(name)(rest, world);
  } catch (error) {
    if (isUsageError(error)) {
      world.terminal.complain(`${error.message.replaceAll('\n', ' ')}`);
      return EXIT.usage;
    }
    world.terminal.complain(describeFailure(error, world.catalogue.folder, world.showsStack ?? false));
    return EXIT.failed;
  }
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command !== undefined) return command;
  throw new UsageError(
    `unknown command "${name}"; known: ${Object.keys(COMMANDS).join(', ')}; --help says what they do`,
  );
}

const JSON_OPTION = { json: { type: 'boolean' } } as const;
/** The answer as JSON has what a model measures over time in any case. */
const WINDOWS_OPTION = { windows: { type: 'boolean' } } as const;
const SWEEP_OPTIONS = {
  seeds: { type: 'string' },
  workers: { type: 'string' },
  grid: { type: 'string', multiple: true },
} as const;
/** No seed and no faults: every order is taken, and the adversary has a budget instead. */
const EXPLORE_RECIPE = { scenario: RECIPE_OPTIONS.scenario, set: RECIPE_OPTIONS.set, link: RECIPE_OPTIONS.link };
const EXPLORE_OPTIONS = {
  drop: { type: 'string' },
  duplicate: { type: 'string' },
  'max-states': { type: 'string' },
  first: { type: 'boolean' },
  symmetry: { type: 'boolean' },
} as const;
const print = ({ terminal }: World, answer: unknown): void => terminal.answer(JSON.stringify(answer, null, 2));

async function list(args: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = readArguments('list', args, JSON_OPTION);
  if (positionals.length > 0) throw new UsageError(`list takes no argument; unexpected: ${quoted(positionals)}`);
  const { catalogue, terminal } = world;
  const models = await Promise.all(catalogue.names.map((name) => catalogue.load(name)));
  if (values.json) print(world, models.map(listed));
  else terminal.answer(describeList(models));
  return EXIT.fine;
}

async function run(args: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = readArguments('run', args, {
    ...JSON_OPTION,
    ...RECIPE_OPTIONS,
    ...WINDOWS_OPTION,
    trace: { type: 'boolean' },
  });
  const model = await modelAsked('run', positionals, values.link, world);
  if (values.windows) expectWindows(model);
  if (values.trace && values.json)
    throw new UsageError(
      'run is given --trace and --json; expected one of them: the trace is text and is not in the answer as JSON',
    );
  const { recipe, notes } = recipeAsked(model, values);
  for (const note of notes) world.terminal.complain(note);
  const outcome = followed(() => runAsked(model, recipe));
  if (values.json) print(world, answerOf(model, outcome));
  else
    world.terminal.answer(values.trace ? traceOf(model, recipe) : describeRun(model, outcome, values.windows ?? false));
  return exitCodeOf(surprises(model, outcome));
}

async function sweep(args: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = readArguments('sweep', args, {
    ...JSON_OPTION,
    ...RECIPE_OPTIONS,
    ...WINDOWS_OPTION,
    ...SWEEP_OPTIONS,
  });
  if (values.seed !== undefined) throw new UsageError('sweep takes many seeds: --seeds first..last instead of --seed');
  const model = await modelAsked('sweep', positionals, values.link, world);
  if (values.windows) expectWindows(model);
  const { recipe, notes } = recipeAsked(model, values);
  if (recipe.schedule !== undefined || recipe.chosen !== undefined)
    throw new UsageError('this link replays one order of events, which no seed changes; use run instead of sweep');
  for (const note of notes) world.terminal.complain(note);
  const grid = values.grid ?? [];
  expectNoneSet(grid, values.set ?? []);
  const seeds = readSeeds(values.seeds ?? '1..100');
  const asked = {
    recipes: pointsOf(model, recipe, grid, seeds),
    seeds,
    workers: values.workers === undefined ? defaultWorkers() : readWhole('--workers', values.workers, 1, 256),
    folder: world.catalogue.folder,
  };
  const report = await sweepAsked(model, asked, world.terminal);
  if (values.json) print(world, sweepAnswer(model, report, grid.length > 0));
  else world.terminal.answer(describeSweep(model, report, values.windows ?? false));
  const { seed } = model.scenarios[recipe.scenario] ?? recipe;
  const surprising = sweepSurprises(model, report, grid.length === 0 && isAsWritten(model, { ...recipe, seed }));
  if (!values.json) for (const sentence of surprising) world.terminal.complain(sentence);
  return exitCodeOf(surprising);
}

async function explore(args: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = readArguments('explore', args, {
    ...JSON_OPTION,
    ...EXPLORE_RECIPE,
    ...EXPLORE_OPTIONS,
  });
  const model = await modelAsked('explore', positionals, values.link, world);
  const { recipe, notes } = recipeAsked(model, values, scenarioToExplore(model, values));
  for (const note of notes) world.terminal.complain(note);
  const count = (name: 'drop' | 'duplicate' | 'max-states', max: number) =>
    values[name] === undefined ? undefined : readWhole(`--${name}`, values[name], name === 'max-states' ? 1 : 0, max);
  const [drop, duplicate, maxStates] = [count('drop', 9), count('duplicate', 9), count('max-states', 100_000_000)];
  const options = {
    ...(drop !== undefined && { drop }),
    ...(duplicate !== undefined && { duplicate }),
    ...(maxStates !== undefined && { maxStates }),
    ...(values.first && { stopAtFirst: true }),
    ...(values.symmetry && { symmetry: true }),
  };
  if (!isExplorable(recipe))
    world.terminal.complain(
      'every order is explored from the beginning: the faults and the order of this link are left out',
    );
  const explored = exploreAsked(model, explorable(recipe), options, world.terminal);
  if (values.json) print(world, exploreAnswer(model, explored));
  else world.terminal.answer(describeExploration(model, explored));
  const surprising = exploreSurprises(model, explored);
  if (!values.json) for (const sentence of surprising) world.terminal.complain(sentence);
  return exitCodeOf(surprising);
}

/** Without an end in sight nobody is to search a scenario that nobody meant for it. */
function scenarioToExplore(model: Model, { scenario, link }: { scenario?: string; link?: string }): string | undefined {
  const meant = scenario ?? model.verification;
  if (meant !== undefined || link !== undefined) return meant;
  const known = Object.keys(model.scenarios).join(', ');
  throw new UsageError(`${model.id} has no scenario meant for exploration; name one with --scenario: ${known}`);
}

async function link(args: readonly string[], world: World): Promise<ExitCode> {
  const [direction, ...rest] = args;
  if (direction === 'encode') return encode(rest, world);
  if (direction === 'decode') return decode(rest, world);
  const came = direction === undefined ? 'nothing' : `"${direction}"`;
  throw new UsageError(`link is given ${came}; expected encode SIMULATION, or decode LINK`);
}

async function encode(args: readonly string[], world: World): Promise<ExitCode> {
  const { values, positionals } = readArguments('link encode', args, {
    ...JSON_OPTION,
    ...RECIPE_OPTIONS,
    at: { type: 'string' },
  });
  const model = await modelAsked('link encode', positionals, values.link, world);
  const { recipe, notes } = recipeAsked(model, values);
  for (const note of notes) world.terminal.complain(note);
  const answer = linkOf(
    model,
    recipe,
    values.at === undefined ? undefined : readWhole('--at', values.at, 0, Number.MAX_SAFE_INTEGER),
  );
  if (values.json) print(world, answer);
  else world.terminal.answer(answer.address);
  return EXIT.fine;
}

async function decode(args: readonly string[], world: World): Promise<ExitCode> {
  const { positionals } = readArguments('link decode', args, JSON_OPTION);
  const pasted = onlyPositional('link decode', 'a link', positionals, []);
  const { traceHash, atStep, ...opened } = openedFrom(await world.catalogue.load(simulationIn(pasted)), pasted);
  print(world, { ...opened, atStep: atStep ?? null, traceHash });
  return EXIT.fine;
}

/** A link names its simulation itself. */
async function modelAsked(
  command: string,
  positionals: readonly string[],
  pasted: string | undefined,
  { catalogue }: World,
) {
  if (pasted !== undefined && positionals.length === 0)
    return catalogue.load(ofOption('--link', () => simulationIn(pasted)));
  return catalogue.load(onlyPositional(command, 'a simulation', positionals, catalogue.names));
}
