/** In which one recipe differs from another, in words: what a reader has changed. */
import { canonical, type Fault, faultInWords, formatTime, type Model, type Recipe } from '../kernel/index.ts';
import { handChoices } from './let-next.ts';
import { turnedInWords } from './turned.ts';

/** "Servers 2 servers, seed 126, station crashes at 5 s"; '' when nothing differs. */
export function changesInWords(model: Model, from: Recipe, to: Recipe): string {
  const seed = from.seed === to.seed ? [] : [`seed ${to.seed}`];
  return [
    ...turnedInWords(model, from, to),
    ...seed,
    ...added(model, from, to),
    ...added(model, to, from).map((fault) => `without: ${fault}`),
    ...(isSameOrder(from, to) ? [] : [orderInWords(to, from)]),
  ].join(', ');
}

const added = (model: Model, from: Recipe, to: Recipe): readonly string[] => {
  const words = (fault: Fault) => `${faultInWords(model, fault)} at ${formatTime(fault.atUs)}`;
  const before = from.faults.map(words);
  return to.faults.map(words).filter((fault) => !before.includes(fault));
};

const isSameOrder = (a: Recipe, b: Recipe): boolean =>
  canonical(a.chosen) === canonical(b.chosen) && canonical(a.schedule) === canonical(b.schedule);

/** The order of events by hand, where there is one. */
function orderInWords(recipe: Recipe, from: Recipe): string {
  const events = handChoices(recipe, from).map(({ atStep }) => atStep + 1);
  if (events.length === 0) return recipe.schedule === undefined ? 'in the order of its time' : 'its order cut short';
  return `its order changed at ${events.length === 1 ? 'event' : 'events'} ${events.join(', ')}`;
}
