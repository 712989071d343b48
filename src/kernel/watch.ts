/**
 * Looks at a model's invariants while a run goes on: each one again only after a component of a kind that it reads has
 * stepped (or components came or went), and no longer once it is decided (an `always` that was false, a `sometimes` that
 * was true).
 */
import type { View } from './component.ts';
import type { Results } from './measures.ts';
import type { Invariant, Model, Reading } from './model.ts';
import type { Component, Species } from './population.ts';
import type { Run } from './run.ts';

export interface Verdict {
  readonly name: string;
  readonly kind: Invariant['kind'];
  readonly holds: boolean;
  /** The first step after which an `always` was false; undefined when none. */
  readonly violatedAt: { readonly index: number; readonly atUs: number; readonly why: string } | undefined;
  /** The first step after which a `sometimes` was true. */
  readonly seenAt: { readonly index: number; readonly atUs: number } | undefined;
}

/** Every model is held to this one. */
export const ONE_OUTCOME = 'every request ends in exactly one outcome';

/** The invariants that components of one kind may still decide. */
interface Watched {
  readonly species: Species;
  /** The kind's when they were looked at last. */
  generation: number;
  readonly open: Open[];
}

interface Open {
  readonly invariant: Invariant;
  violatedAt: Verdict['violatedAt'];
  seenAt: Verdict['seenAt'];
}

export class Watch {
  readonly #run: Run;
  readonly #results: Results;
  readonly #all: readonly Open[];
  /** What is still to be decided, by the kinds whose steps may decide it. */
  readonly #watched: readonly Watched[];
  readonly #broken: ((name: string, index: number, atUs: number) => void) | undefined;
  readonly #of: Reading;
  #mistake: Verdict['violatedAt'];

  /** Looks at the initial state at once. `broken` is told of each invariant that breaks, when it does. */
  constructor(model: Model, run: Run, results: Results, broken?: (name: string, index: number, atUs: number) => void) {
    this.#run = run;
    this.#results = results;
    this.#broken = broken;
    this.#of = readingOf(run);
    this.#all = model.invariants.map((invariant) => ({ invariant, violatedAt: undefined, seenAt: undefined }));
    const undecided = this.#all.filter((open) => !this.#decide(open, -1, 0));
    this.#watched = [...run.species.values()].map((species) => watchedOf(species, undecided)).filter(isWatched);
  }

  /** After a step of `component`. */
  after(component: Component, index: number, atUs: number): void {
    const { species } = component;
    for (let i = 0; i < this.#watched.length; i++) {
      const watched = this.#watched[i] as Watched;
      if (watched.species === species || watched.generation !== watched.species.generation)
        this.#look(watched, index, atUs);
    }
    if (this.#mistake === undefined && this.#results.mistakes.length > 0) this.#misbook(index, atUs);
  }

  /** At the end of the run, `eventually` is looked at. In the order of the model's invariants, the books last. */
  verdicts(): Verdict[] {
    const verdicts = this.#all.map(({ invariant, violatedAt, seenAt }): Verdict => {
      const { name, kind } = invariant;
      const holds =
        kind === 'always'
          ? violatedAt === undefined
          : kind === 'sometimes'
            ? seenAt !== undefined
            : invariant.holds(this.#of, this.#run.params);
      return { name, kind, holds, violatedAt, seenAt };
    });
    if (this.#results.accounting.offered === 0) return verdicts;
    return [
      ...verdicts,
      {
        name: ONE_OUTCOME,
        kind: 'always',
        holds: this.#mistake === undefined,
        violatedAt: this.#mistake,
        seenAt: undefined,
      },
    ];
  }

  #look(watched: Watched, index: number, atUs: number): void {
    const { open, species } = watched;
    watched.generation = species.generation;
    for (let i = open.length - 1; i >= 0; i--) if (this.#decide(open[i] as Open, index, atUs)) open.splice(i, 1);
  }

  /** Whether it is decided now, or was before by a step of another kind. */
  #decide(open: Open, index: number, atUs: number): boolean {
    if (open.violatedAt !== undefined || open.seenAt !== undefined) return true;
    const { invariant } = open;
    if (invariant.kind === 'eventually') return false;
    const { params } = this.#run;
    const holds = invariant.holds(this.#of, params);
    if (holds === (invariant.kind === 'always')) return false;
    if (holds) open.seenAt = { index, atUs };
    else {
      open.violatedAt = { index, atUs, why: invariant.why?.(this.#of, params) ?? '' };
      this.#broken?.(invariant.name, index, atUs);
    }
    return true;
  }

  #misbook(index: number, atUs: number): void {
    this.#mistake = { index, atUs, why: this.#results.mistakes[0] as string };
    this.#broken?.(ONE_OUTCOME, index, atUs);
  }
}

const watchedOf = (species: Species, undecided: readonly Open[]): Watched => ({
  species,
  generation: species.generation,
  open: undecided.filter(({ invariant: { kind, reads } }) => kind !== 'eventually' && reads.includes(species.name)),
});
const isWatched = ({ open }: Watched): boolean => open.length > 0;

/** The states of a run's components by kind, as an invariant reads them; in the order in which the components were made. */
export function readingOf(run: Run): Reading {
  const lists = new Map<string, Members>();
  return (kind) => {
    const species = run.species.get(kind);
    if (species === undefined) return [];
    let members = lists.get(kind);
    if (members?.generation !== species.generation) {
      members = membersOf(run, species);
      lists.set(kind, members);
    }
    return members.of.map(viewOf);
  };
}

interface Members {
  readonly of: readonly Component[];
  /** The kind's when they were listed. */
  readonly generation: number;
}
const membersOf = ({ components }: Run, species: Species): Members => ({
  of: components.filter((component) => component.species === species && !component.retired),
  generation: species.generation,
});
const viewOf = (component: Component): View => component.chart.view(component.state);
