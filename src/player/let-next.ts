/**
 * The order of events by hand: what a recipe becomes when its reader decides what comes next. A run that goes by time goes on by
 * time afterwards; one that consists of choices alone goes on with those that were to come.
 */
import {
  type Candidate,
  type Choice,
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
  const head = [...schedule.slice(0, made), choice];
  const upTo = (length: number): Recipe => ({ ...recipe, schedule: [...head, ...later.slice(0, length)] });
  for (let length = later.length; length > 0; length--) if (isPossible(model, upTo(length))) return upTo(length);
  return upTo(0);
}

/** How many choices had been made when step `index` was taken. A crash is two steps: down, and up again. */
function choicesUpTo(schedule: readonly Choice[], index: number): number {
  let steps = 0;
  return schedule.filter(({ act }) => {
    steps += act === 'crash' ? 2 : 1;
    return steps <= index + 1;
  }).length;
}

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

/** Without what was chosen by hand, from the nth choice on: the later ones hang on it. */
export const takenBack = (recipe: Recipe, nth: number): Recipe =>
  withChosen(recipe, (recipe.chosen ?? []).slice(0, nth));
