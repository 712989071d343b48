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

function logarithmic({ min, max, step = 1 }: NumberKnob): Scale {
  const ratio = Math.log(max / min);
  const clamp = (value: number) => Math.max(min, Math.min(max, value));
  return {
    max: POSITIONS,
    position: (value) => Math.round((Math.log(value / min) / ratio) * POSITIONS),
    value: (position) =>
      clamp(tidy(Math.round(twoDigits(min * Math.exp((position / POSITIONS) * ratio)) / step) * step)),
  };
}

/** 1,237 is no better than 1,200 on a slider, and harder to read. */
const twoDigits = (value: number): number => Number(value.toPrecision(2));
/** 0.1 + 0.2 is 0.3 to a reader. */
const tidy = (value: number): number => Number(value.toPrecision(12));
