import { type Model, scenarioOf } from '../kernel/index.ts';
import type { Exploring } from './labour.ts';
import { turnedInWords } from './turned.ts';

/** What a search visited, before its bounds: seldom anything as large as the run that it was asked of. '' for one from a moment. */
export function lookedAtInWords({ from, asked, recipe }: Exploring, model: Model): string {
  if (from !== undefined) return '';
  const [, { title }] = scenarioOf(model, recipe.scenario);
  const set = asked === undefined ? [] : turnedInWords(model, asked, recipe);
  const small = set.length === 0 ? '' : `, and set small for it: ${set.join(', ')}`;
  return `${title[0]?.toLowerCase()}${title.slice(1)}, with the choices and switches of the run that was shown${small}; `;
}
