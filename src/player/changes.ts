/** In which one recipe differs from another, in words: what a reader has changed. */
import { describeFault, type Fault, formatTime, type Model, paramsOf, type Recipe } from '../kernel/index.ts';
import { knobInWords } from './words.ts';

/** "Servers 2 servers, seed 126, station crashes at 5 s"; '' when nothing differs. */
export function changesInWords(model: Model, from: Recipe, to: Recipe): string {
  const [was, is] = [paramsOf(model, from), paramsOf(model, to)];
  const knobs = Object.entries(model.knobs)
    .filter(([name]) => was[name] !== is[name])
    .map(([name, knob]) => `${knob.label} ${knobInWords(knob, is[name] as never)}`);
  const seed = from.seed === to.seed ? [] : [`seed ${to.seed}`];
  return [...knobs, ...seed, ...added(from, to), ...added(to, from).map((fault) => `without: ${fault}`)].join(', ');
}

const added = (from: Recipe, to: Recipe): readonly string[] => {
  const before = from.faults.map(faultInWords);
  return to.faults.map(faultInWords).filter((fault) => !before.includes(fault));
};
const faultInWords = (fault: Fault): string => `${describeFault(fault)} at ${formatTime(fault.atUs)}`;
