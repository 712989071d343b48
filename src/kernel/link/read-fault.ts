/** Reads a fault that came from outside: a link, or the command line. A run is only ever given faults that make sense. */
import { type Fault, FaultError, type FaultKind } from '../faults.ts';
import { type Params, readKnob } from '../knobs.ts';
import type { Model } from '../model.ts';

interface Field {
  readonly name: string;
  readonly optional?: boolean;
  readonly expected: string;
  readonly fits: (value: unknown, place: Place) => boolean;
}
interface Place {
  readonly model: Model;
  readonly params: Params;
}

const within = (min: number, max: number) => (value: unknown) =>
  typeof value === 'number' && value >= min && value <= max;
const number = (name: string, min: number, max: number, unit = ''): Field => ({
  name,
  expected: `a number from ${min} to ${max}${unit}`,
  fits: within(min, max),
});
const moment = (name: string, optional = false): Field => ({
  name,
  optional,
  expected: 'a whole number of microseconds ≥ 0',
  fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
});
const flag = (name: string): Field => ({
  name,
  optional: true,
  expected: 'true or false',
  fits: (value) => typeof value === 'boolean',
});

/** Ten days: longer than any run, and far from where milliseconds lose their microseconds. */
const LONGEST_MS = 864_000_000;

const idsOf = ({ model, params }: Place): string[] => model.components(params).map(({ id }) => id);
const component: Field = {
  name: 'component',
  expected: 'the id of a component',
  fits: (value, place) => idsOf(place).includes(value as string),
};
const end = (name: string): Field => ({
  name,
  expected: 'the id of a component, a kind, or *',
  fits: (value, place) =>
    value === '*' || Object.keys(place.model.kinds).includes(value as string) || idsOf(place).includes(value as string),
});
/** What a knob may be, the knob says itself: `turned`. */
const named = (name: string): Field => ({
  name,
  expected: 'the name of a knob',
  fits: (value) => typeof value === 'string',
});
const anything = (name: string): Field => ({ name, optional: true, expected: 'a value', fits: () => true });
interface Turned {
  readonly atUs: number;
  readonly knob: string;
  readonly value: unknown;
}

const window = [moment('atUs'), moment('untilUs', true)];
const line = [...window, end('from'), end('to')];

const FIELDS: Readonly<Record<FaultKind, readonly Field[]>> = {
  crash: [...window, component],
  pause: [...window, component],
  slow: [...window, component, number('factor', 0.001, 1000)],
  skew: [...window, component, number('byMs', -LONGEST_MS, LONGEST_MS, ' ms')],
  partition: [...line, flag('oneWay')],
  loss: [...line, number('probability', 0, 1)],
  duplicate: [...line, number('probability', 0, 1)],
  delay: [...line, number('byMs', 0, LONGEST_MS, ' ms')],
  reorder: [...line, number('withinMs', 0, LONGEST_MS, ' ms')],
  knob: [moment('atUs'), named('knob'), anything('value')],
};

/** The fault that `given` describes, with nothing else in it. Throws a `FaultError`, or a `KnobError` for a knob's value. */
export function readFault(model: Model, params: Params, given: unknown): Fault {
  if (typeof given !== 'object' || given === null)
    throw new FaultError(`a fault is ${JSON.stringify(given)}; expected an object with a kind and atUs`);
  const fault = given as Readonly<Record<string, unknown>>;
  const kind = fault.kind as FaultKind;
  if (typeof kind !== 'string' || !Object.hasOwn(FIELDS, kind))
    throw new FaultError(`the kind of a fault is ${asGiven(kind)}; known: ${Object.keys(FIELDS).join(', ')}`);
  expectNothingElse(fault, kind);
  const checked: Record<string, unknown> = { kind };
  for (const field of FIELDS[kind]) {
    const value = fault[field.name];
    if (value === undefined && field.optional) continue;
    if (!field.fits(value, { model, params })) throw new FaultError(complaint(field, kind, value, { model, params }));
    checked[field.name] = value;
  }
  if (typeof checked.untilUs === 'number' && checked.untilUs <= (checked.atUs as number))
    throw new FaultError(
      `a ${kind} ends at ${checked.untilUs} µs, but begins at ${checked.atUs} µs; expected untilUs after atUs`,
    );
  return kind === 'knob' ? turned(model, checked as unknown as Turned) : (checked as unknown as Fault); // the table above has every field of its kind
}

/** A field that nobody reads is a mistyped one: the fault would be another than was meant. */
function expectNothingElse(fault: object, kind: FaultKind): void {
  const known = ['kind', ...FIELDS[kind].map(({ name }) => name)];
  const unknown = Object.keys(fault).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new FaultError(`unknown field "${unknown}" of a ${kind}; known: ${known.join(', ')}`);
}

function turned(model: Model, { atUs, knob: name, value }: Turned): Fault {
  const read = readKnob(model.knobs, name, value);
  if (model.knobs[name]?.live !== true)
    throw new FaultError(
      `knob "${name}" of ${model.id} cannot be turned during a run: it starts the run again; set it from the start instead`,
    );
  return { kind: 'knob', atUs, knob: name, value: read };
}

function complaint({ name, expected }: Field, kind: FaultKind, value: unknown, place: Place): string {
  const known =
    name === 'component' || name === 'from' || name === 'to'
      ? `; components: ${idsOf(place).slice(0, 20).join(', ')}`
      : '';
  return `"${name}" of a ${kind} is ${asGiven(value)}; expected ${expected}${known}`;
}

const asGiven = (value: unknown): string => JSON.stringify(value) ?? 'missing';
