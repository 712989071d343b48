/** Where a reader reports that a figure is wrong. */
import { labelsOf, type Session } from './session.ts';
import { clockAt, placeInWords, sentenceAt } from './words.ts';

/**
 * Where new reports are opened, as "https://…/issues/new"; its `title` and `body` are filled in. While there is none, the text
 * is shown to be copied.
 */
export const REPORTS_URL: string | undefined = undefined;

/** What is known only in the page of the reader. */
export interface Seen {
  readonly link: string;
  /** Of the model: another one may play another run. */
  readonly checksum: string;
  readonly browser: string;
}

/** Everything that somebody needs to see what the reader saw. */
export function reportText(session: Session, seen: Seen | undefined): string {
  const { model, recipe, kept, timeline, place } = session;
  const checksum = seen === undefined ? '' : `, checksum ${seen.checksum}`;
  return [
    `Simulation: ${model.id}, version ${model.version}${checksum}`,
    `Scenario: ${recipe.scenario}, seed ${recipe.seed}`,
    `Knobs turned: ${JSON.stringify(recipe.knobs)}`,
    `Faults added: ${JSON.stringify(recipe.faults)}`,
    ...(recipe.chosen === undefined ? [] : [`Chosen by hand: ${JSON.stringify(recipe.chosen)}`]),
    ...(kept === undefined ? [] : [`Compared with: ${JSON.stringify(kept)}`]),
    `Moment: ${placeInWords(timeline, place)}, ${clockAt(timeline, place)}: ${sentenceAt(timeline, place, labelsOf(session))}`,
    `Trace: ${timeline.lanes.map((lane) => lane.traceHash).join(', ')}`,
    ...(seen === undefined ? [] : [`Link: ${seen.link}`, `Browser: ${seen.browser}`]),
    '',
    'What is wrong, and what should be seen instead: ',
  ].join('\n');
}

export function reportAddress(title: string, body: string, base: string | undefined = REPORTS_URL): string | undefined {
  return base === undefined ? undefined : `${base}?${new URLSearchParams({ title, body })}`;
}
