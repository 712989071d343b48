/**
 * Runs that are asked for again while the site is built: several claims, an alert and its rehearsal often rest on one run.
 *
 * What is kept is found by the model and the content of the recipe, and lives as long as the build. It is not kept across builds:
 * a build of an unchanged tree makes nothing at all (`src/setup/build.mjs` remembers what it was made from); and in a changed tree
 * the 27 runs behind the 35 model claims of the first study take 1.1 s of a build's 10 s (2026-11-21, two shared cores). A stored
 * number would have to be thrown away for any change of the kernel, a part, the model or the claim's own function, and one that
 * was not thrown away would publish what no longer holds.
 */
import { canonical, type Model, type Played, play, type Recipe } from '../kernel/index.ts';

/** A run holds its whole history, so only the latest few are kept: claims of one run stand next to each other. */
const MOST = 12;
const kept = new Map<string, { readonly model: Model; readonly played: Played }>();

export function playedOnce(model: Model, recipe: Recipe): Played {
  const key = `${model.id} ${canonical(recipe)}`;
  const found = kept.get(key);
  kept.delete(key);
  // In development a changed model is another object under the same id.
  const played = found?.model === model ? found.played : play(model, recipe);
  kept.set(key, { model, played });
  const oldest = kept.keys().next().value;
  if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
  return played;
}
