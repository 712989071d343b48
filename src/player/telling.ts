/** The moment that a figure shows before anybody has touched it: the one that makes the point. */
import { type Played, scenarioOf } from '../kernel/index.ts';

/** The author's moment, or the first violation, or the last landmark, or the end. */
export function tellingIndex(played: Played): number {
  const [, { tellingUs }] = scenarioOf(played.model, played.recipe.scenario);
  if (tellingUs !== undefined && played.recipe.schedule === undefined) return played.history.indexAt(tellingUs);
  const violation = played.landmarks.find((landmark) => landmark.kind === 'violation');
  return (violation ?? played.landmarks.at(-1))?.index ?? played.history.length - 1;
}
