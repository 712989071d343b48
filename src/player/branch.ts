/** Everything that makes another run of the one that is shown: knobs, seeds, faults, and an order of events by hand. */
import {
  byTime,
  type Chosen,
  type Fault,
  paramsOf,
  type Recipe,
  readKnob,
  recipeOf,
  scenarioOf,
  withChosen,
} from '../kernel/index.ts';
import {
  besideIt,
  isChanged,
  labelsOf,
  moveTo,
  openRecipe,
  ownLane,
  replay,
  type Session,
  say,
  verdictInWords,
  withProblem,
} from './session.ts';
import { placeAtTime, placeOfStep, timeAt } from './timeline.ts';
import { valueText } from './words.ts';

/**
 * Turns a knob: the same seed, the same arrivals, the same luck. With `fromHere` what lies before the playhead stays, where the
 * knob can be turned during a run. Throws nothing: a value out of range is a problem to show.
 */
export function turn(session: Session, knob: string, value: unknown, fromHere = false): Session {
  try {
    const { model, recipe, published, timeline, place } = session;
    const read = readKnob(model.knobs, knob, value);
    if (fromHere && model.knobs[knob]?.live) {
      const turned = { kind: 'knob', atUs: timeAt(timeline, place), knob, value: read } as const;
      const again = recipe.faults.some((fault) => isSameTurn(fault, turned));
      return inject(session, again ? turned : { ...turned, atUs: nextUs(session) });
    }
    const { [knob]: _, ...others } = recipe.knobs;
    // A knob that is turned back is as if nobody had touched it.
    const untouched = !Object.hasOwn(published.knobs, knob) && paramsOf(model, published)[knob] === read;
    const knobs = untouched ? others : { ...recipe.knobs, [knob]: read };
    return another(session, byTime({ ...recipe, knobs }));
  } catch (problem) {
    return withProblem(session, problem);
  }
}

/** What is compared under the same luck stays so. */
export function reseed(session: Session, seed: number): Session {
  const { recipe, kept } = session;
  const paired = kept?.seed === recipe.seed ? { ...byTime(kept), seed } : kept;
  return withoutOrder(session, replay({ ...session, kept: paired }, byTime({ ...recipe, seed })));
}

export const DROPPED = 'The order that was chosen is dropped: it belongs to the run before.';

const another = (session: Session, recipe: Recipe): Session => withoutOrder(session, replay(session, recipe));

/** Where somebody had chosen an order that the run afterwards cannot have, that is said, and the order can be had back. */
function withoutOrder(before: Session, after: Session): Session {
  if (after.problem !== undefined) return after;
  const { recipe, kept, place, published, origin, measured } = before;
  const isLost = ordersIn(recipe) > ordersIn(after.recipe);
  const dropped = isLost ? { recipe, kept, place, published, origin, measured } : before.dropped;
  if (dropped === undefined) return after;
  const told = isLost ? say(after, `${after.news?.text}. ${DROPPED}`) : after;
  return besideIt({ ...told, dropped }, DROPPED);
}
const ordersIn = ({ schedule, chosen = [] }: Recipe): number => (schedule === undefined ? chosen.length : Infinity);

export function bringBack(session: Session): Session {
  const { dropped } = session;
  if (dropped === undefined) return session;
  return moveTo(replay({ ...session, ...dropped, dropped: undefined }, dropped.recipe), dropped.place);
}

/** A scenario as its author wrote it, at its telling moment. */
export function choose(session: Session, scenario: string): Session {
  const [name, { title }] = scenarioOf(session.model, scenario);
  const published = recipeOf(session.model, name);
  const opened = openRecipe({ ...session, published }, { recipe: published });
  // Whoever goes from one to the next by a button has not heard which it is.
  const told = opened.problem === undefined ? say(opened, `Scenario: ${title}. ${opened.news?.text}`) : opened;
  return withoutOrder(session, told);
}

/** When something that the reader does at the playhead begins: right after the event that is shown, which stays as it is. */
export const nextUs = ({ timeline, place }: Session): number => (place < 0 ? 0 : timeAt(timeline, place) + 1);

/** The past stays: nothing before the fault is another. A knob that is turned again at its moment is turned once. */
export function inject(session: Session, fault: Fault): Session {
  const others = session.recipe.faults.filter((other) => !isSameTurn(other, fault));
  const injected = another(session, withFaults(session, [...others, fault], fault.atUs));
  // It is seen to begin.
  if (injected.problem !== undefined) return injected;
  const begun = { ...injected, place: placeAtTime(injected.timeline, fault.atUs) };
  return besideIt(begun, injected.aside?.text);
}
const isSameTurn = (a: Fault, b: Fault): boolean =>
  a.kind === 'knob' && b.kind === 'knob' && a.knob === b.knob && a.atUs === b.atUs;

export const heal = (session: Session, nth: number): Session => {
  const { faults } = session.recipe;
  const others = faults.filter((_, i) => i !== nth);
  return another(session, withFaults(session, others, faults[nth]?.atUs ?? Infinity));
};

/** What was chosen before the faults differ stays chosen; afterwards it would be about another run. */
function withFaults({ recipe, timeline }: Session, faults: readonly Fault[], fromUs: number): Recipe {
  const { steps } = ownLane(timeline).history;
  const isBefore = ({ atStep }: Chosen) => (steps[atStep]?.atUs ?? Infinity) < fromUs;
  return withChosen({ ...byTime(recipe), faults }, (recipe.chosen ?? []).filter(isBefore));
}

/**
 * The same run up to a moment, and another one from there: where `step` is given, it is the first of the reader's own run that
 * is another, and is shown.
 */
export function fork(session: Session, recipe: Recipe, step?: number): Session {
  // Taken back, it is the run before the changes, and no other like it.
  const wanted = isChanged({ ...session, recipe }) ? recipe : session.origin;
  const forked = isChanged(session, recipe)
    ? replay({ ...session, dropped: undefined }, wanted)
    : { ...session, problem: undefined };
  if (forked.problem !== undefined || step === undefined) return forked;
  const lane = forked.timeline.lanes.length - 1;
  const shown = { ...moveTo(forked, placeOfStep(forked.timeline, lane, step)), glides: true };
  return say(shown, `${valueText(shown.timeline, shown.place, labelsOf(shown))}. ${verdictInWords(shown.timeline)}`);
}
