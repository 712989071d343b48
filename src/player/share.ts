/** Taking a run elsewhere: a link to exactly this, the trace as a file, the figure for another page. */
import { encodeLink, isAddress, sentenceOf } from '../kernel/index.ts';
import type { FigureData } from './figure-data.ts';
import { anchorOf, RUN } from './fragment.ts';
import { isChanged, labelsOf, ownLane, type Session } from './session.ts';

/** The run, and behind it the one that it is compared with. */
export function linkTo({ model, recipe, kept, place, timeline, views }: Session, figure: string, page: string): string {
  const traceHash = ownLane(timeline).traceHash;
  const runs = [encodeLink(model, { recipe, atStep: place, traceHash, views })];
  if (kept !== undefined) runs.push(encodeLink(model, { recipe: kept }));
  return `${page.split('#')[0]}#${figure}${RUN}${runs.join(RUN)}`;
}

/** The whole trace as JSON, one event a line. */
export function traceOf(session: Session): string {
  const { model, timeline, recipe } = session;
  const labels = labelsOf(session);
  const lanes = timeline.lanes.map((lane, i) => {
    const events = lane.history.steps.map((step) => {
      const { index, atUs, kind, component, from, event, missed } = step;
      const said = sentenceOf(model, step);
      return canonicalJson({ index, atUs, kind, component: component.id, from: from?.id, event, missed, says: said });
    });
    const { params, accounting, traceHash, endedAtUs, cutShort } = lane;
    const head = { design: labels[i], recipe: lane.recipe, params, accounting, traceHash, endedAtUs, cutShort };
    return `{${JSON.stringify(head).slice(1, -1)},"events":[\n${events.join(',\n')}\n]}`;
  });
  const head = { simulation: model.id, version: model.version, recipe };
  return `{${JSON.stringify(head).slice(1, -1)},"lanes":[\n${lanes.join(',\n')}\n]}\n`;
}

/** Addresses point into the run: in a file they are names. */
function canonicalJson(value: object): string {
  return JSON.stringify(value, (_, inner) => (isAddress(inner) ? inner.id : inner));
}

/** An iframe for another page: with the run on the screen, once it is another than the published one. */
export function embedCode(
  session: Session,
  { question, pages, simulation, recipe }: FigureData,
  origin: string,
): string {
  const page = new URL(pages.embed, origin).href;
  const isPublished = session.kept === undefined && !isChanged(session, session.published);
  const source = isPublished ? page : linkTo(session, anchorOf(simulation, recipe.scenario), page);
  return `<iframe src="${source}" title="${question.replaceAll('"', '&quot;')}" style="width:100%;height:760px;border:0" loading="lazy"></iframe>`;
}
