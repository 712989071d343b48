/** The moment that a figure shows before anybody has touched it: the one that makes the point. */
import { type Played, scenarioOf } from '../kernel/index.ts';
import { booksAt } from './books.ts';

/** The author's moment, or the first violation, or where most is under way, or the last landmark, or the last answer, or the end. */
export function tellingIndex(played: Played): number {
  const [, { tellingUs }] = scenarioOf(played.model, played.recipe.scenario);
  if (tellingUs !== undefined && played.recipe.schedule === undefined) return played.history.indexAt(tellingUs);
  const violation = played.landmarks.find((landmark) => landmark.kind === 'violation');
  return (
    violation?.index ??
    crowdedIndex(played) ??
    played.landmarks.at(-1)?.index ??
    lastAnswer(played) ??
    played.history.length - 1
  );
}

/** Fewer requests at once are no crowd: a run of three requests is told by how it ends. */
const CROWD = 5;

/**
 * The first step after which most requests are in flight, and what follows from it at once: an empty system at the end of its run
 * says nothing, and that somebody comes says less than that he waits behind so many.
 */
function crowdedIndex(played: Played): number | undefined {
  const first = mostInFlight(played);
  return first === undefined ? undefined : lastAtOnce(played, first);
}

function lastAtOnce(played: Played, from: number): number {
  const { history } = played;
  const most = booksAt(played, from).inFlight;
  let index = from;
  while (history.steps[index + 1]?.atUs === history.steps[from]?.atUs && booksAt(played, index + 1).inFlight === most)
    index++;
  return index;
}

function mostInFlight(played: Played): number | undefined {
  let most = CROWD - 1;
  let crowded: number | undefined;
  for (const { index, emitted } of played.history.steps) {
    if (emitted.length === 0) continue;
    const { inFlight } = booksAt(played, index);
    if (inFlight <= most) continue;
    most = inFlight;
    crowded = index;
  }
  return crowded;
}

/** What comes after it is tidying up. */
const lastAnswer = ({ history }: Played): number | undefined =>
  history.steps.findLast(({ emitted }) => emitted.some(({ type }) => type === 'ended'))?.index;
