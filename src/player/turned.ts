import { knobInWords, type Model, paramsOf, type Recipe } from '../kernel/index.ts';

/** The knobs in which one recipe differs from another, in words: "Servers 2 servers", each as it is in `to`. */
export function turnedInWords(model: Model, from: Recipe, to: Recipe): readonly string[] {
  const [was, is] = [paramsOf(model, from), paramsOf(model, to)];
  return Object.entries(model.knobs)
    .filter(([name]) => was[name] !== is[name])
    .map(([name, knob]) => `${knob.label} ${knobInWords(knob, is[name] as never)}`);
}
