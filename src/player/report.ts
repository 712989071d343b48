/** Where a reader reports that a figure is wrong. */
import type { Session } from './session.ts';
import { clockAt, sentenceAt } from './words.ts';

/**
 * Where new reports are opened, as "https://…/issues/new"; its `title` and `body` are filled in. While there is none, the text
 * is shown to be copied.
 */
export const REPORTS_URL: string | undefined = undefined;

/** Everything that somebody needs to see what the reader saw. */
export function reportText(session: Session, link: string | undefined): string {
  const { model, recipe, timeline, place } = session;
  return [
    `Simulation: ${model.id}, version ${model.version}`,
    `Scenario: ${recipe.scenario}, seed ${recipe.seed}`,
    `Knobs turned: ${JSON.stringify(recipe.knobs)}`,
    `Moment: event ${place + 1} of ${timeline.length}, ${clockAt(timeline, place)}: ${sentenceAt(timeline, place)}`,
    `Trace: ${timeline.lanes.map((lane) => lane.traceHash).join(', ')}`,
    ...(link === undefined ? [] : [`Link: ${link}`]),
    '',
    'What is wrong: ',
  ].join('\n');
}

export function reportAddress(title: string, body: string, base: string | undefined = REPORTS_URL): string | undefined {
  return base === undefined ? undefined : `${base}?${new URLSearchParams({ title, body })}`;
}
