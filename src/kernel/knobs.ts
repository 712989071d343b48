/**
 * One table per simulation says what can be turned: initial value, range, unit, a sentence. It feeds defaults, sliders,
 * validation, documentation, sweeps and links; nothing else lists the parameters.
 */
export type KnobValue = number | string | boolean;

interface Turnable {
  /** Short, as printed beside the control. */
  readonly label: string;
  /** One sentence: what turning it does. */
  readonly says: string;
  /**
   * Whether a run can go on with another value from one moment on. The kernel then puts the new parameters into every
   * component's `context.params`. A knob that is not live starts the run again (same seed, same luck).
   */
  readonly live?: boolean;
  /**
   * Values of other knobs with which turning this one changes anything; always, unless given. `{ broker: ['log'] }`: only a log
   * has it. All of them must be met. Where it does not apply it is not offered, and keeps its value.
   */
  readonly appliesWhen?: Readonly<Record<string, readonly KnobValue[]>>;
}
export interface NumberKnob extends Turnable {
  readonly initial: number;
  readonly min: number;
  readonly max: number;
  /** Smallest change; whole numbers unless given. */
  readonly step?: number;
  readonly unit: string;
  /** Equal steps multiply instead of add: for rates and times over several orders of magnitude. */
  readonly logarithmic?: boolean;
  /** What stands instead of a value that is no quantity: `{ '-1': 'no limit' }`. */
  readonly words?: Readonly<Record<string, string>>;
}
export interface OptionKnob extends Turnable {
  readonly initial: string;
  /** Value → its words in the figure. */
  readonly options: Readonly<Record<string, string>>;
}
export interface SwitchKnob extends Turnable {
  readonly initial: boolean;
}
export type Knob = NumberKnob | OptionKnob | SwitchKnob;
export type Knobs = Readonly<Record<string, Knob>>;

/** The parameters that a table of knobs stands for. */
export type ParamsOf<K extends Knobs> = {
  readonly [Name in keyof K]: K[Name] extends { readonly options: infer O }
    ? keyof O & string
    : K[Name] extends { readonly min: number }
      ? number
      : boolean;
};
export type Params = Readonly<Record<string, KnobValue>>;

const initialParams = (knobs: Knobs): Params =>
  Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, knob.initial]));

/** Whether turning a knob can change anything with these parameters. */
export const applies = ({ appliesWhen = {} }: Knob, params: Params): boolean =>
  Object.entries(appliesWhen).every(([name, values]) => values.includes(params[name] as KnobValue));

/** A value that is not one of a knob's. The message names the knob, what was expected and what came. */
export class KnobError extends Error {
  override readonly name = 'KnobError';
}

/** Reads a knob's value from text or data; throws a `KnobError` that lists what is known. */
export function readKnob(knobs: Knobs, name: string, given: unknown): KnobValue {
  const knob = Object.hasOwn(knobs, name) ? knobs[name] : undefined;
  if (knob === undefined) throw new KnobError(`unknown knob "${name}"; known: ${Object.keys(knobs).join(', ')}`);
  if ('options' in knob) {
    if (typeof given === 'string' && Object.hasOwn(knob.options, given)) return given;
    throw new KnobError(`knob "${name}" is ${asGiven(given)}; expected one of ${Object.keys(knob.options).join(', ')}`);
  }
  if ('min' in knob) {
    const value = typeof given === 'string' && given.trim() !== '' ? Number(given) : given;
    if (typeof value === 'number' && value >= knob.min && value <= knob.max && isStep(value, knob)) return value;
    const whole = knob.step === undefined ? 'a whole number' : 'a number';
    throw new KnobError(
      `knob "${name}" is ${asGiven(given)}; expected ${whole} from ${knob.min} to ${knob.max}${knob.unit && ` (${knob.unit})`}`,
    );
  }
  if (given === true || given === 'true' || given === 'on') return true;
  if (given === false || given === 'false' || given === 'off') return false;
  throw new KnobError(`knob "${name}" is ${asGiven(given)}; expected true or false`);
}

/** In quotation marks, but for what is no text, number or switch. */
const asGiven = (given: unknown): string =>
  given === undefined ? 'missing' : typeof given === 'object' ? JSON.stringify(given) : `"${given}"`;

const isStep = (value: number, knob: NumberKnob): boolean => knob.step !== undefined || Number.isInteger(value);

/** The whole parameters: a model's initial values with some changed. Throws a `KnobError`. */
export function paramsWith(knobs: Knobs, changed: Readonly<Record<string, unknown>>): Params {
  const params: Record<string, KnobValue> = { ...initialParams(knobs) };
  for (const [name, value] of Object.entries(changed)) params[name] = readKnob(knobs, name, value);
  return params;
}

/** "1 server", "2 servers", "1.5 s": a value with its unit, of which tables give the plural. */
export function quantity(value: number, unit: string): string {
  const one = value === 1 && /^[a-z]{3,}s$/.test(unit);
  return `${value.toLocaleString('en')} ${one ? unit.replace(/ies$/, 'ys').slice(0, -1) : unit}`.trim();
}

/** A knob's value as a reader sees it: "800 ms", "Token bucket", "on". */
export function knobInWords(knob: Knob, value: KnobValue): string {
  if ('options' in knob) return knob.options[String(value)] ?? String(value);
  if ('min' in knob) return knob.words?.[String(value)] ?? quantity(Number(value), knob.unit);
  return value === true ? 'on' : 'off';
}
