/**
 * The order of events by hand: what a recipe becomes when its reader decides what comes next. A run that goes by time goes on by
 * time afterwards; one that consists of choices alone goes on with those that were to come.
 */
import {
  type Candidate,
  type Choice,
  type Chosen,
  canonical,
  type Model,
  play,
  type Recipe,
  ScheduleError,
  withChosen,
} from '../kernel/index.ts';

/** What may be done with one message or timer; a crash is a fault. */
export type HandChoice = Exclude<Choice, { act: 'crash' }>;

/** The recipe in which `choice` is the step after `index`. What had been chosen for later is about another future. */
export function letNext(model: Model, recipe: Recipe, index: number, choice: HandChoice, first?: Candidate): Recipe {
  return recipe.schedule === undefined
    ? chosenNext(recipe, index, choice, first)
    : orderedNext(model, recipe, index, choice);
}

/** What is due first needs no choice to come first. */
function chosenNext(recipe: Recipe, index: number, choice: HandChoice, first: Candidate | undefined): Recipe {
  const before = (recipe.chosen ?? []).filter(({ atStep }) => atStep <= index);
  const isDue = choice.act === 'deliver' && first?.key === choice.key;
  return withChosen(recipe, isDue ? before : [...before, { atStep: index + 1, ...choice }]);
}

/** What was to come follows after this one, as far as it still can. */
function orderedNext(model: Model, recipe: Recipe, index: number, choice: HandChoice): Recipe {
  const { schedule = [] } = recipe;
  const made = choicesUpTo(schedule, index);
  const later = choice.act === 'duplicate' ? schedule.slice(made) : withoutFirst(schedule.slice(made), choice.key);
  return asFarAsPossible(model, recipe, [...schedule.slice(0, made), choice], later);
}

function asFarAsPossible(model: Model, recipe: Recipe, head: readonly Choice[], later: readonly Choice[]): Recipe {
  const upTo = (length: number): Recipe => ({ ...recipe, schedule: [...head, ...later.slice(0, length)] });
  for (let length = later.length; length > 0; length--) if (isPossible(model, upTo(length))) return upTo(length);
  return upTo(0);
}

/** How many choices had been made when step `index` was taken. */
const choicesUpTo = (schedule: readonly Choice[], index: number): number =>
  schedule.filter((_, nth) => stepOf(schedule, nth + 1) <= index + 1).length;

/** The step of the run that a choice is. A crash is two steps: down, and up again. */
const stepOf = (schedule: readonly Choice[], nth: number): number =>
  schedule.slice(0, nth).reduce((steps, { act }) => steps + (act === 'crash' ? 2 : 1), 0);

function withoutFirst(schedule: readonly Choice[], key: string): readonly Choice[] {
  const first = schedule.findIndex((choice) => choice.act !== 'crash' && choice.key === key);
  return schedule.filter((_, i) => i !== first);
}

function isPossible(model: Model, recipe: Recipe): boolean {
  try {
    play(model, recipe);
    return true;
  } catch (problem) {
    if (problem instanceof ScheduleError) return false;
    throw problem;
  }
}

/** What a reader chose by hand: in a run that goes by time all of it, in an order that was found what was not in it. */
export function handChoices(recipe: Recipe, found: Recipe): readonly Chosen[] {
  const { schedule, chosen = [] } = recipe;
  if (schedule === undefined) return chosen;
  return changesOf(schedule, found.schedule).map(({ nth }) => {
    const choice = schedule[nth] as HandChoice; // a crash cannot be chosen by hand
    return { atStep: stepOf(schedule, nth), ...choice };
  });
}

/** Without what was chosen by hand, from the nth choice on: the later ones hang on it. */
export function takenBack(model: Model, recipe: Recipe, found: Recipe, nth: number): Recipe {
  const { schedule, chosen = [] } = recipe;
  if (schedule === undefined) return withChosen(recipe, chosen.slice(0, nth));
  const change = changesOf(schedule, found.schedule)[nth];
  return change === undefined ? recipe : asFarAsPossible(model, recipe, schedule.slice(0, change.nth), change.rest);
}

interface Change {
  /** The choice that is not as it was found. */
  readonly nth: number;
  /** What was to come instead. */
  readonly rest: readonly Choice[];
}

/** Where an order leaves the one that was found. What was chosen to come earlier is not missed later. */
function changesOf(schedule: readonly Choice[], found: readonly Choice[] = schedule): readonly Change[] {
  let rest = found;
  return schedule.flatMap((choice, nth) => {
    if (canonical(rest[0]) === canonical(choice)) {
      rest = rest.slice(1);
      return [];
    }
    const change = { nth, rest };
    if (choice.act !== 'crash' && choice.act !== 'duplicate') rest = withoutFirst(rest, choice.key);
    return [change];
  });
}
