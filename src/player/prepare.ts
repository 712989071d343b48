/**
 * From what an author wrote to what the player is given. For the build only: it plays the run, works the layout out, and fails
 * with the file and the known names for anything that is not known.
 */
import type { Placement } from '../figures/contract.ts';
import { layoutOf, roomsOf } from '../figures/layout.ts';
import { curvesOf, firstThatTells, isDisturbed, likeOf, type Swept, sweepNow } from '../figures/theory/swept.ts';
import { type KnobValue, type Model, type Played, type Recipe, readKnob, recipeOf } from '../kernel/index.ts';
import { type FigureData, VIEWS, type ViewName } from './figure-data.ts';
import { anchorOf } from './fragment.ts';
import { type Design, openSession, ownLane, recipesOf } from './session.ts';
import { hasOwnPicture, isOffered } from './views.ts';

/** The properties of `<Figure>`. */
export interface Written {
  /** The folder under simulations/. */
  readonly simulation: string;
  /** The name of one of its scenarios; the first when left out. */
  readonly scenario?: string | undefined;
  /** The title, as a question; the simulation's own when left out. */
  readonly question?: string | undefined;
  /** The names of at most two knobs, or "all" in a laboratory. */
  readonly knobs?: readonly string[] | 'all' | undefined;
  /** Knobs that this figure sets otherwise than its scenario. */
  readonly set?: Readonly<Record<string, KnobValue>> | undefined;
  /** The simulation's own picture unless given, or topology where it has none; in a laboratory of a model with a theory, that as well. */
  readonly views?: readonly string[] | undefined;
  /** In the view of a theory: the measure whose theory is shown first. */
  readonly measure?: string | undefined;
  /** Two or three designs side by side: the same arrivals, the same luck, one playhead. */
  readonly compare?:
    | readonly { readonly label: string; readonly knobs: Readonly<Record<string, KnobValue>> }[]
    | undefined;
  readonly seed?: number | undefined;
  /** The anchor; made of simulation and scenario when left out. */
  readonly id?: string | undefined;
  /** Every knob, scenario, fault and view. */
  readonly laboratory?: boolean | undefined;
  /** It begins folded away, by whoever writes it. */
  readonly folded?: boolean | undefined;
}

const MOST_KNOBS = 2;

/** `where` is the file whose mistake an unknown name is; `link` makes an address under the site's base. */
export function prepareFigure(
  written: Written,
  models: readonly Model[],
  where: string,
  link: (path: `/${string}`) => string,
): FigureData {
  const fail = (problem: string): never => {
    throw new Error(`${problem}; in <Figure> of ${where}`);
  };
  const attempt = <T>(read: () => T): T => {
    try {
      return read();
    } catch (error) {
      return fail((error as Error).message);
    }
  };
  const model = models.find(({ id }) => id === written.simulation);
  if (model === undefined)
    return fail(
      unknown(
        'simulation',
        written.simulation,
        models.map(({ id }) => id),
      ),
    );
  const laboratory = written.laboratory ?? false;
  const changed = {
    knobs: attempt(() => readAll(model, written.set ?? {})),
    ...(written.seed !== undefined && { seed: written.seed }),
  };
  const recipe = attempt(() => recipeOf(model, written.scenario, changed));
  const designs = attempt(() =>
    (written.compare ?? []).map(({ label, knobs }): Design => ({ label, knobs: readAll(model, knobs) })),
  );
  if (designs.length === 1 || designs.length > 3) fail(`compare has ${designs.length} designs; expected two or three`);
  const knobs = attempt(() => knobsOf(model, written.knobs, laboratory));
  const turnless = knobs.find(
    (name) => designs.length > 0 && designs.every((design) => Object.hasOwn(design.knobs, name)),
  );
  if (turnless !== undefined) fail(`the knob "${turnless}" would turn nothing: every design that is compared sets it`);
  const { measure } = written;
  if (measure !== undefined && !curvesOf(model).some((curve) => curve.measure === measure))
    fail(
      unknown(
        'measure with a theory',
        measure,
        curvesOf(model).map((curve) => curve.measure),
      ),
    );
  const { place, timeline } = attempt(() => openSession({ model, recipe, designs }));
  const views = attempt(() => viewsOf(model, written.views ?? viewsFor(ownLane(timeline), laboratory)));
  const wanted = {
    charts: laboratory || views.includes('statechart'),
    recipes: recipesOf(recipe, designs),
  };
  return {
    id: written.id ?? anchorOf(model.id, recipe.scenario),
    simulation: model.id,
    question: written.question ?? model.question,
    recipe,
    designs,
    place,
    knobs,
    laboratory,
    ...(written.folded === true && { folded: true }),
    layout: layoutOf(model, { ...wanted, low: designs.length > 0 }),
    ...(laboratory && { rooms: roomsOf(model) }),
    // In the laboratory every scenario can be opened, and compared.
    ...(designs.length === 0 && { low: lowPlacement(model, laboratory ? undefined : wanted.recipes) }),
    views,
    swept: views.includes('theory') ? recipesOf(recipe, designs).flatMap((one) => sweptFor(model, one, measure)) : [],
    ...(measure !== undefined && { measure }),
    pages: { laboratory: link(`/simulations/${model.id}/`), embed: link(`/embed/${model.id}/`) },
  };
}

/** A laboratory opens with a theory if one tells of its first run. */
function viewsFor(played: Played, laboratory: boolean): readonly ViewName[] {
  const first = hasOwnPicture(played.model.id) ? 'own' : 'topology';
  return laboratory && firstThatTells(played) >= 0 ? [first, 'theory'] : [first];
}

const sweeps = new WeakMap<Model, Map<string, Swept>>();

/** The points of the curve that is shown first: figures that differ only along it share them. */
function sweptFor(model: Model, recipe: Recipe, measure: string | undefined): readonly Swept[] {
  const curves = curvesOf(model);
  const curve = curves.find((one) => one.measure === measure) ?? curves[0];
  if (curve === undefined || isDisturbed(model, recipe)) return [];
  const known = sweeps.get(model) ?? new Map<string, Swept>();
  sweeps.set(model, known);
  const key = `${curve.over} ${likeOf(model, recipe, curve.over)}`;
  const swept = known.get(key) ?? sweepNow(model, recipe, curve);
  known.set(key, swept);
  return [swept];
}

/** For the runs that a reader compares. */
function lowPlacement(model: Model, recipes: readonly Recipe[] | undefined): Placement {
  const { nodes, edges, width, height } = layoutOf(model, { low: true, ...(recipes !== undefined && { recipes }) });
  return { nodes, edges, width, height };
}

function knobsOf(model: Model, names: Written['knobs'], laboratory: boolean): readonly string[] {
  const all = Object.keys(model.knobs);
  if (names === 'all' || (names === undefined && laboratory)) return all;
  for (const name of names ?? []) if (!all.includes(name)) throw new Error(unknown('knob', name, all));
  if (!laboratory && (names?.length ?? 0) > MOST_KNOBS)
    throw new Error(
      `a figure has at most ${MOST_KNOBS} knobs, the laboratory has all; these are ${names?.length}: ${names?.join(', ')}`,
    );
  return names ?? [];
}

function viewsOf(model: Model, names: readonly string[]): readonly ViewName[] {
  const offered = VIEWS.filter((view) => isOffered(view, model));
  return names.map((name) => offered.find((view) => view === name) ?? unknownView(name, offered));
}
function unknownView(name: string, known: readonly string[]): never {
  throw new Error(unknown('view', name, known));
}

const readAll = (model: Model, knobs: Readonly<Record<string, unknown>>): Readonly<Record<string, KnobValue>> =>
  Object.fromEntries(Object.entries(knobs).map(([name, value]) => [name, readKnob(model.knobs, name, value)]));

const unknown = (what: string, name: string, known: readonly string[]): string =>
  `unknown ${what} "${name}"; known: ${known.join(', ') || 'none yet'}`;
