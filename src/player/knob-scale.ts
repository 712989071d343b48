/** Between a knob's value and the position of its slider. Logarithmic knobs multiply where others add. */
import type { NumberKnob } from '../kernel/index.ts';

const POSITIONS = 200;

export interface Scale {
  readonly max: number;
  /** Position of a value, from 0 to `max`, a whole number. */
  position(value: number): number;
  /** The value at a position: one that the knob takes. */
  value(position: number): number;
}

export function scaleOf(knob: NumberKnob): Scale {
  return knob.logarithmic && knob.min > 0 ? logarithmic(knob) : linear(knob);
}

function linear({ min, max, step = 1 }: NumberKnob): Scale {
  const positions = Math.round((max - min) / step);
  return {
    max: positions,
    position: (value) => Math.round((value - min) / step),
    value: (position) => (position >= positions ? max : tidy(min + position * step)),
  };
}

/** Every position is another value: whoever steps with the keyboard gets on, however coarse the knob's steps are. */
function logarithmic({ min, max, step = 1 }: NumberKnob): Scale {
  const ratio = Math.log(max / min);
  const at = (position: number) =>
    tidy(Math.round(twoDigits(min * Math.exp((position / POSITIONS) * ratio)) / step) * step);
  const between = Array.from({ length: POSITIONS - 1 }, (_, i) => at(i + 1)).filter(
    (value) => value > min && value < max,
  );
  const values = [...new Set([min, ...between, max])];
  const distance = (value: number, position: number) => Math.abs(Math.log((values[position] as number) / value));
  return {
    max: values.length - 1,
    position: (value) => values.reduce((best, _, i) => (distance(value, i) < distance(value, best) ? i : best), 0),
    value: (position) => values[Math.max(0, Math.min(values.length - 1, position))] as number,
  };
}

/** 1,237 is no better than 1,200 on a slider, and harder to read. */
const twoDigits = (value: number): number => Number(value.toPrecision(2));
/** 0.1 + 0.2 is 0.3 to a reader. */
const tidy = (value: number): number => Number(value.toPrecision(12));
