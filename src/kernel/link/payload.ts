/**
 * What stands in a link, as a list: short, and read strictly. Positions are never given a new meaning; a new schema gets a
 * migration instead.
 */
import type { Chosen } from '../chosen.ts';
import type { Fault } from '../faults.ts';
import type { KnobValue } from '../knobs.ts';
import type { Choice } from '../schedule.ts';
import { LinkError } from './link-error.ts';
import { seal, unseal } from './seal.ts';

/** The version of the list below. */
export const LINK_SCHEMA = 1;
/** How long the list is. What is longer has been written by a later Faultline, and says what would be left out here. */
const POSITIONS = 12;

/** Turns the payload of one schema into the next one's. */
type Migration = (payload: unknown) => unknown;
/** The first is from 1 to 2. Each stays for ever: links do. */
const MIGRATIONS: readonly Migration[] = [];

export interface Payload {
  readonly simulation: string;
  readonly version: number;
  readonly checksum: string;
  readonly scenario: string;
  readonly seed: number;
  readonly knobs: Readonly<Record<string, KnobValue>>;
  /** Unchecked: what the model knows decides. */
  readonly faults: readonly Fault[];
  readonly schedule: readonly Choice[] | undefined;
  /** The step that is shown; undefined: where the scenario's author begins. */
  readonly atStep: number | undefined;
  /** Names of the views that are open. */
  readonly views: readonly string[];
  /** The hash of the trace that was shared; '' when it was not known. */
  readonly traceHash: string;
  /** What was chosen by hand at some of the steps. */
  readonly chosen: readonly Chosen[] | undefined;
}

export function writePayload(payload: Payload): string {
  const { simulation, version, checksum, scenario, seed, knobs, faults, schedule, atStep, views, traceHash, chosen } =
    payload;
  const optional = [
    Object.keys(knobs).length === 0 ? 0 : knobs,
    faults.length === 0 ? 0 : faults,
    schedule === undefined ? 0 : packSchedule(schedule),
    atStep === undefined ? 0 : atStep + 2, // −1 is before the first step
    views.length === 0 ? 0 : views,
    traceHash === '' ? 0 : traceHash,
    chosen === undefined || chosen.length === 0 ? 0 : packChosen(chosen),
  ];
  while (optional.at(-1) === 0) optional.pop();
  return seal(LINK_SCHEMA, [simulation, version, checksum, scenario, seed, ...optional]);
}

/** Reads a link without a model: what it is of. Throws a `LinkError`. */
export function readPayload(text: string): Payload {
  const { schema, payload } = unseal(text.trim());
  if (schema > LINK_SCHEMA) throw newer();
  return shaped(migrated(payload, schema));
}

/** The payload of `schema` as it is written today. */
export const migrated = (payload: unknown, schema: number, migrations = MIGRATIONS): unknown =>
  migrations.slice(schema - 1).reduce((old, migrate) => migrate(old), payload);

function shaped(list: unknown): Payload {
  const fields = expect(list, Array.isArray, 'its body', 'a list') as readonly unknown[];
  const [simulation, version, checksum, scenario, seed, knobs, faults, schedule, atStep, views, traceHash, chosen] =
    fields;
  if (fields.length > POSITIONS) throw newer();
  return {
    simulation: expect(simulation, isText, 'the simulation', 'a name'),
    version: expect(version, isWhole, 'the version of the model', 'a whole number'),
    checksum: expect(checksum, isText, 'the checksum', 'text'),
    scenario: expect(scenario, isText, 'the scenario', 'a name'),
    seed: expect(seed, isSeed, 'the seed', 'a whole number from 0 to 4294967295'),
    knobs: isLeftOut(knobs) ? {} : expect(knobs, isKnobs, 'a knob', 'a number, a word or a switch'),
    faults: isLeftOut(faults) ? [] : (expect(faults, Array.isArray, 'the faults', 'a list') as readonly Fault[]),
    schedule: isLeftOut(schedule) ? undefined : unpackSchedule(schedule),
    atStep: isLeftOut(atStep) ? undefined : expect(atStep, isWhole, 'the moment', 'a step') - 2,
    views: isLeftOut(views) ? [] : expect(views, isTexts, 'the views', 'a list of names'),
    traceHash: isLeftOut(traceHash) ? '' : expect(traceHash, isText, 'the hash of the trace', 'text'),
    chosen: isLeftOut(chosen) ? undefined : unpackChosen(chosen),
  };
}

const newer = (): LinkError =>
  new LinkError('this link was made by a newer Faultline: reload the page, or bring your copy up to date');

function expect<T>(value: unknown, fits: (value: unknown) => value is T, what: string, expected: string): T {
  if (fits(value)) return value;
  throw new LinkError(
    `this link cannot be read: ${what} is ${JSON.stringify(value) ?? 'missing'}; expected ${expected}: copy the whole link again`,
  );
}
const isLeftOut = (value: unknown): boolean => value === 0 || value === undefined;
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= 200;
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length <= 32 && value.every(isText);
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isSeed = (value: unknown): value is number => isWhole(value) && value <= 0xffffffff;
const isKnobs = (value: unknown): value is Record<string, KnobValue> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((knob) => ['number', 'string', 'boolean'].includes(typeof knob));

const ACTS = ['deliver', 'drop', 'duplicate', 'crash'] as const;
type Packed = readonly [names: readonly string[], choices: readonly number[]];

/** Each message's name once, then for each choice its number among them and what was done with it. */
function packSchedule(schedule: readonly Choice[]): Packed {
  const names = [...new Set(schedule.map(nameOf))];
  return [names, schedule.map((choice) => names.indexOf(nameOf(choice)) * ACTS.length + ACTS.indexOf(choice.act))];
}

function unpackSchedule(packed: unknown): readonly Choice[] {
  const [names, choices] = expect(packed, isPacked, 'its order of events', 'a list of names and a list of numbers');
  return choices.map((choice) => {
    const name = names[Math.floor(choice / ACTS.length)];
    const act = ACTS[choice % ACTS.length];
    if (name === undefined || act === undefined)
      throw new LinkError(
        'this link cannot be read: its order of events names what it does not list; copy the whole link again',
      );
    return act === 'crash' ? { act, component: name } : { act, key: name };
  });
}

/** The steps as the distance from one to the next, and what was chosen there as a schedule. */
function packChosen(chosen: readonly Chosen[]): readonly [steps: readonly number[], ...Packed] {
  const steps = chosen.map(({ atStep }, i) => atStep - (chosen[i - 1]?.atStep ?? -1));
  return [steps, ...packSchedule(chosen)];
}

function unpackChosen(packed: unknown): readonly Chosen[] {
  const [steps, ...schedule] = expect(
    packed,
    isPackedChosen,
    'what was chosen by hand',
    'steps and an order of events',
  );
  let atStep = -1;
  return unpackSchedule(schedule).map((choice, i) => {
    atStep += steps[i] as number; // there are as many as choices
    if (choice.act === 'crash')
      throw new LinkError('this link cannot be read: a crash is a fault, not a choice; copy the whole link again');
    return { atStep, ...choice };
  });
}

const nameOf = (choice: Choice): string => (choice.act === 'crash' ? choice.component : choice.key);
const isPacked = (value: unknown): value is Packed =>
  Array.isArray(value) &&
  value.length === 2 &&
  Array.isArray(value[0]) &&
  value[0].every((name) => typeof name === 'string') &&
  Array.isArray(value[1]) &&
  value[1].every(isWhole);
const isPackedChosen = (value: unknown): value is readonly [readonly number[], ...Packed] =>
  Array.isArray(value) &&
  value.length === 3 &&
  Array.isArray(value[0]) &&
  value[0].every((step) => isWhole(step) && step > 0) &&
  isPacked(value.slice(1)) &&
  value[0].length === value[2].length;
