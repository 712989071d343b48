/**
 * What a figure is showing, as a value, and everything that a reader can do to it as functions from one session to the next.
 * The machine decides when each is allowed; nothing here waits or draws.
 */

import type { Selection } from '../figures/contract.ts';
import { canonical, type KnobValue, type Model, type Played, play, type Recipe } from '../kernel/index.ts';
import { booksAt } from './books.ts';
import { VIEWS, type ViewName } from './figure-data.ts';
import { advance, type Speed } from './pace.ts';
import { tellingIndex } from './telling.ts';
import {
  landmarkFrom,
  landmarksAt,
  laneIndexAt,
  placeAtTime,
  placeOfStep,
  type Timeline,
  timeAt,
  timelineOf,
} from './timeline.ts';
import { isJudged } from './verdicts.ts';
import { brokenIn, watchedIn } from './watched.ts';
import { booksInWords, clockAt, placeInWords, valueText } from './words.ts';

/** One of the designs that are compared: what it is called, and the knobs that make it. */
export interface Design {
  readonly label: string;
  readonly knobs: Readonly<Record<string, KnobValue>>;
}

/** What the live region is to say now; another object each time. */
export interface News {
  readonly text: string;
  /** It says what the scrubber's value says: needless where the scrubber has the focus. */
  readonly echo: boolean;
}

export interface Session {
  readonly model: Model;
  /** Empty unless designs are compared. */
  readonly designs: readonly Design[];
  /** What the reader turned; a design's own knobs come on top. */
  readonly recipe: Recipe;
  /** The recipe as the page gave it, or as the author wrote the scenario that was chosen. */
  readonly published: Recipe;
  /** The run that the reader's changes began from: published, shared, or found. */
  readonly origin: Recipe;
  /** What that run measured. */
  readonly measured: Played['measures'];
  /** The run that is shown above the one that the reader changes; undefined while nothing is compared. */
  readonly kept: Recipe | undefined;
  readonly timeline: Timeline;
  /** The invariants that a small figure shows at once: the others hold, and are folded. */
  readonly watched: readonly string[];
  /** The playhead: a place on the line, −1 before the first event. */
  readonly place: number;
  readonly speed: Speed;
  readonly owedMs: number;
  /** It came here from the event before or after: what moved may be seen moving. A jump is a cut. */
  readonly glides: boolean;
  readonly selection: Selection;
  readonly views: readonly ViewName[];
  readonly news: News | undefined;
  /** What is to be known beside the sentence of one event: how this run came about. It goes with the playhead. */
  readonly aside: { readonly timeline: Timeline; readonly place: number; readonly text: string } | undefined;
  /** The run whose order was chosen and then dropped, because another knob or scenario is another run; as it was left. */
  readonly dropped: Pick<Session, 'recipe' | 'kept' | 'place' | 'published' | 'origin' | 'measured'> | undefined;
  /** Why the last act of the reader could not be carried out. */
  readonly problem: string | undefined;
  /** Why the link that the reader came with could not be opened. */
  readonly linkProblem: string | undefined;
  /** What a reader must know before believing what is shown: a link was made with another version. */
  readonly notes: readonly string[];
}

/** Everything about a figure that the page decides. */
export interface Opening {
  readonly model: Model;
  readonly recipe: Recipe;
  readonly designs: readonly Design[];
  readonly views?: readonly ViewName[];
  /** The place of the first frame; the telling one when left out. */
  readonly place?: number;
}

export function openSession({ model, recipe, designs, place, views = ['topology'] }: Opening): Session {
  const timeline = playAll(model, recipe, designs);
  return {
    model,
    designs,
    recipe,
    timeline,
    published: recipe,
    origin: recipe,
    measured: ownLane(timeline).measures,
    kept: undefined,
    watched: watchedIn(timeline),
    place: place ?? tellingPlace(timeline),
    speed: 'normal',
    owedMs: 0,
    glides: false,
    selection: {},
    views,
    news: undefined,
    aside: undefined,
    dropped: undefined,
    problem: undefined,
    linkProblem: undefined,
    notes: [],
  };
}

const playAll = (model: Model, recipe: Recipe, designs: readonly Design[]): Timeline =>
  timelineOf(recipesOf(recipe, designs).map((each) => play(model, each)));

/** The recipes of all lanes. */
export const recipesOf = (recipe: Recipe, designs: readonly Design[], kept?: Recipe): readonly Recipe[] => {
  if (kept !== undefined) return [kept, recipe];
  if (designs.length === 0) return [recipe];
  return designs.map((design) => ({ ...recipe, knobs: { ...recipe.knobs, ...design.knobs } }));
};

/** The telling moment of the first design: it is the one that fails. */
export const tellingPlace = (timeline: Timeline): number =>
  placeOfStep(timeline, 0, tellingIndex(timeline.lanes[0] as Timeline['lanes'][number]));

const BRANCHES = ['Before', 'Now'];
/** What the lanes are called; none of a single one. */
export const labelsOf = ({ designs, kept }: Pick<Session, 'designs' | 'kept'>): readonly string[] =>
  kept === undefined ? designs.map(({ label }) => label) : BRANCHES;
/** The run that the reader changes: the last lane. */
export const ownLane = ({ lanes }: Timeline): Played => lanes.at(-1) as Played;
export const lastPlace = ({ timeline }: Session): number => timeline.length - 1;
export const isAtEnd = (session: Session): boolean => session.place >= lastPlace(session);

// Moving the playhead.

const within = (session: Session, place: number): number =>
  Math.max(-1, Math.min(lastPlace(session), Math.round(place)));

export const moveTo = (session: Session, place: number): Session => ({
  ...session,
  place: within(session, place),
  glides: Math.abs(place - session.place) === 1,
  owedMs: 0,
  problem: undefined,
});

export const stepBy = (session: Session, by: number): Session => telling(moveTo(session, session.place + by));

/** On to the next landmark, or back to the previous one; to the end or the start where there is none. */
export function leap(session: Session, direction: 1 | -1): Session {
  const landmark = landmarkFrom(session.timeline, session.place, direction);
  const otherwise = direction === 1 ? lastPlace(session) : -1;
  return telling(moveTo(session, landmark?.index ?? otherwise));
}

export const moveToTime = (session: Session, atUs: number): Session =>
  telling(moveTo(session, placeAtTime(session.timeline, atUs)));

/** Time goes by while it plays. What breaks on the way is said; the rest would be too much to hear. */
export function letPass(session: Session, ms: number): Session {
  const { timeline, speed, place, owedMs } = session;
  const next = advance(timeline, { place, owedMs }, ms, speed);
  const moved = { ...session, ...next, glides: next.place - place <= 1 };
  if (next.place === place) return moved;
  if (next.place === lastPlace(session))
    // What broke right before would be overtaken by this: it is said here.
    return say(moved, `The run is over. ${accountOf(moved)}. ${verdictInWords(timeline)}`);
  const milestone = milestoneBetween(timeline, place, next.place);
  return milestone === undefined ? moved : say(moved, milestone);
}

function milestoneBetween(timeline: Timeline, from: number, to: number): string | undefined {
  for (let place = to; place > from; place--) {
    for (const { kind, text } of landmarksAt(timeline, place)) {
      if (kind === 'violation') return `Broken at ${clockAt(timeline, place)}: ${text}`;
      if (kind === 'fault') return `${clockAt(timeline, place)}: ${text}`;
    }
  }
  return undefined;
}

// What is said.

export const say = (session: Session, text: string): Session => ({ ...session, news: { text, echo: false } });
export const telling = (session: Session): Session => ({
  ...session,
  news: { text: valueText(session.timeline, session.place, labelsOf(session)), echo: true },
});

export const sayPlaying = (session: Session): Session =>
  say(session, `Playing from ${placeInWords(session.timeline, session.place)}, ${session.speed}`);
export const sayPaused = (session: Session): Session =>
  say(session, `Paused. ${valueText(session.timeline, session.place, labelsOf(session))}`);

export function accountOf(session: Session): string {
  const { timeline, place } = session;
  const labels = labelsOf(session);
  const accounts = timeline.lanes.map((lane, i) => booksInWords(booksAt(lane, laneIndexAt(timeline, i, place))));
  return accounts.map((books, i) => (labels[i] === undefined ? books : `${labels[i]}: ${books}`)).join('. ');
}

/** Says something beside the sentence of the event that is shown. */
export const besideIt = (session: Session, text: string | undefined): Session => ({
  ...session,
  aside: text === undefined ? undefined : { timeline: session.timeline, place: session.place, text },
});
/** '' where nothing is said beside the event that is shown. */
export const asideOf = ({ aside, timeline, place }: Session): string =>
  aside?.timeline === timeline && aside.place === place ? aside.text : '';

// Other runs.

/** The same place in another run: the same time, or the end where the end was shown. */
export function replay(session: Session, recipe: Recipe): Session {
  try {
    const timeline = besides(session, recipe, session.kept);
    const place = isAtEnd(session)
      ? timeline.length - 1
      : placeAtTime(timeline, timeAt(session.timeline, session.place));
    // What was shown stays: nothing disappears because a knob mended it.
    const watched = [...new Set([...session.watched, ...brokenIn(timeline)])];
    return say(
      { ...session, recipe, timeline, watched, place, owedMs: 0, glides: false, problem: undefined },
      verdictInWords(timeline),
    );
  } catch (problem) {
    return withProblem(session, problem);
  }
}

/** What has been played already is not played again. */
function besides({ model, designs, timeline }: Session, recipe: Recipe, kept: Recipe | undefined): Timeline {
  const recipes = recipesOf(recipe, designs, kept);
  return timelineOf(recipes.map((each) => timeline.lanes.find((lane) => lane.recipe === each) ?? play(model, each)));
}

/** Shows the run that the changes began from above the changed one. The same again shows the changed run alone. */
export function compare(session: Session): Session {
  const { origin, kept } = session;
  if (kept !== undefined) return say(withKept(session, undefined), 'Now is shown alone');
  return isChanged(session) ? say(withKept(session, origin), 'Before is shown above Now') : session;
}

/** Whether the run that is shown differs from the one that the reader's changes began from, or from another one. */
export const isChanged = ({ recipe, origin }: Session, since: Recipe = origin): boolean =>
  recipe !== since && canonical(recipe) !== canonical(since);

/** The reader's own run stays where it is; only what stands above it comes or goes. */
function withKept(session: Session, kept: Recipe | undefined): Session {
  const timeline = besides(session, session.recipe, kept);
  const index = laneIndexAt(session.timeline, session.timeline.lanes.length - 1, session.place);
  const own = placeOfStep(timeline, timeline.lanes.length - 1, index);
  // Where one run is over and the other not, the end stays the end.
  const place = isAtEnd(session) ? timeline.length - 1 : own;
  return { ...session, kept, timeline, place, owedMs: 0, glides: false };
}

/** Drops what was changed and goes on from the run above. */
export const back = (session: Session): Session =>
  session.kept === undefined
    ? session
    : replay({ ...withKept(session, undefined), recipe: session.kept, dropped: undefined }, session.kept);

export function withProblem(session: Session, problem: unknown): Session {
  if (!(problem instanceof Error)) throw problem;
  return complain(session, problem.message);
}
/** What a link asks for, or exploration, or a dot of a sweep: at its telling moment unless a place is given. */
export interface Asked {
  readonly recipe: Recipe;
  /** The run that it is compared with. */
  readonly kept?: Recipe;
  readonly place?: number;
  /** What a reader must know before believing it. */
  readonly notes?: readonly string[];
  /** The trace that whoever shared it saw; '' when it is not known. */
  readonly traceHash?: string;
  readonly views?: readonly string[];
  /** Beside the picture, at the moment that is opened: what it is. */
  readonly says?: string;
}

export const complain = (session: Session, problem: string): Session => say({ ...session, problem }, problem);

/** It is about the whole of what is shown, and stays until another run is opened. */
export const complainOfLink = (session: Session, linkProblem: string): Session =>
  say({ ...session, linkProblem }, linkProblem);

export function verdictInWords({ lanes }: Timeline): string {
  const broken = lanes.flatMap((lane) =>
    lane.verdicts.filter((verdict) => verdict.kind !== 'sometimes' && !verdict.holds && isJudged(lane, verdict)),
  );
  const first = broken[0];
  if (first === undefined) return 'In this run everything holds';
  return `In this run this does not hold: ${first.name}${broken.length > 1 ? `, and ${broken.length - 1} more` : ''}`;
}

/** Any recipe in the same player. */
export function openRecipe(
  session: Session,
  { recipe, kept, place, notes = [], traceHash = '', views = [], says }: Asked,
): Session {
  try {
    const timeline = besides(session, recipe, kept);
    const known = VIEWS.filter((view) => views.includes(view));
    const opened: Session = {
      ...session,
      recipe,
      kept,
      origin: kept ?? recipe,
      measured: (kept === undefined ? ownLane(timeline) : (timeline.lanes[0] as Played)).measures,
      timeline,
      notes: isSameTrace(timeline, traceHash) ? notes : [...notes, ANOTHER_RUN],
      watched: watchedIn(timeline),
      views: known.length > 0 ? known : session.views,
      place: place ?? tellingPlace(timeline),
      owedMs: 0,
      glides: false,
      problem: undefined,
      linkProblem: undefined,
      dropped: undefined,
    };
    return telling(besideIt({ ...opened, place: within(opened, opened.place) }, says));
  } catch (problem) {
    return withProblem(session, problem);
  }
}

const ANOTHER_RUN = 'the run that you see is not the one that was shared: its trace is another';
const isSameTrace = ({ lanes }: Timeline, traceHash: string): boolean =>
  traceHash === '' || lanes.some((lane) => lane.traceHash === traceHash);

export const toggleView = (session: Session, view: ViewName): Session => ({
  ...session,
  views: VIEWS.filter((other) => session.views.includes(other) !== (other === view)),
});

/** What is not named stays chosen; what is chosen already is let go, and `{}` lets go of everything. */
export function select(session: Session, { component, request }: Selection): Session {
  const { selection } = session;
  if (component === undefined && request === undefined) return { ...session, selection: {} };
  const toggled = <T>(was: T | undefined, now: T | undefined) =>
    now === undefined ? was : now === was ? undefined : now;
  const next = { component: toggled(selection.component, component), request: toggled(selection.request, request) };
  return {
    ...session,
    selection: {
      ...(next.component !== undefined && { component: next.component }),
      ...(next.request !== undefined && { request: next.request }),
    },
  };
}
