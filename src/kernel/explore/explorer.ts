/**
 * Breadth-first search over every order of deliveries, timers and budgeted faults.
 *
 * It goes in pieces, so that whoever runs it can answer in between: a worker reports progress and can be told to stop.
 */
import type { Params } from '../knobs.ts';
import type { Invariant, Model } from '../model.ts';
import { Adversary } from './adversary.ts';
import { Automata } from './automata.ts';
import { boundsOf } from './bounds.ts';
import { confirm, type Path, pathTo } from './counterexample.ts';
import { NOBODY } from './deliveries.ts';
import { Diamonds } from './diamonds.ts';
import { follow } from './follow.ts';
import { Judge } from './judge.ts';
import { DEFAULT_MAX_BYTES, DEFAULT_MAX_STATES, LimitReached } from './limits.ts';
import { SymmetryError } from './members.ts';
import { NONE, PackedSet, type Ref } from './packed-set.ts';
import { StateRow } from './state-row.ts';
import { Successors } from './successors.ts';
import { Symmetry } from './symmetry.ts';
import type { Exploration, ExploreOptions, Violation } from './types.ts';

interface Found {
  readonly invariant: Invariant;
  readonly ref: Ref;
  readonly depth: number;
}

export class Explorer {
  readonly #model: Model;
  readonly #params: Params;
  readonly #options: ExploreOptions;
  readonly #automata: Automata;
  readonly #adversary: Adversary;
  readonly #successors: Successors;
  readonly #visited: PackedSet;
  readonly #judge: Judge;
  readonly #symmetry: Symmetry | undefined;
  /** How many states the visited ones stand for. */
  #represented = 0;
  readonly #begin: StateRow;
  readonly #here: StateRow;
  /** The state from which `#here` was found. */
  readonly #before: StateRow;
  readonly #diamonds: Diamonds;
  readonly #found: Found[] = [];
  /** The state that is expanded next, and how many have been. */
  #head: Ref = NONE;
  #expanded = 0;
  #transitions = 0;
  #atRest = 0;
  #depth = 0;
  /** How many states had been found when the depth was last raised. */
  #level = 1;
  #reason: string | undefined;

  /** Throws for a model that cannot be explored: components that are brought to life, history states. */
  constructor(model: Model, params: Params, options: ExploreOptions = {}) {
    this.#model = model;
    this.#params = params;
    this.#options = options;
    this.#automata = new Automata(model, params);
    this.#adversary = new Adversary(model, this.#automata, options);
    this.#successors = new Successors(this.#automata, this.#adversary);
    this.#visited = new PackedSet(options.maxBytes ?? DEFAULT_MAX_BYTES);
    this.#symmetry = options.symmetry ? new Symmetry(this.#automata) : undefined;
    this.#judge = new Judge(model, params, this.#automata, this.#symmetry);
    const fixed = this.#automata.parts.length + this.#adversary.items;
    this.#here = new StateRow(fixed);
    this.#before = new StateRow(fixed);
    this.#diamonds = new Diamonds(this.#automata.deliveries, fixed + 1, (timer) => this.#adversary.isRationed(timer));
    this.#begin = follow(this.#automata, options.from ?? []).withBudget(
      this.#adversary.items === 0 ? [] : [this.#adversary.full],
    );
    this.#enter();
  }

  get states(): number {
    return this.#visited.size;
  }

  /** Expands up to `expansions` states. True when there is nothing more to do. */
  advance(expansions = 10_000): boolean {
    const until = this.#expanded + expansions;
    try {
      while (this.#reason === undefined && this.#expanded < until) {
        const next = this.#visited.after(this.#head);
        if (next === NONE) return true;
        this.#expand(next);
        this.#limit();
      }
    } catch (error) {
      if (error instanceof SymmetryError) throw error;
      if (!(error instanceof LimitReached)) throw this.#blame(error);
      this.#reason = error.message;
    }
    return this.#reason !== undefined;
  }

  /** Ends it with what it has covered. */
  stop(reason: string): void {
    this.#reason ??= reason;
  }

  /** What was found; every counterexample has been confirmed by XState's own step. Throws a `DisagreementError` otherwise. */
  result(): Exploration {
    const { crash, symmetry = false, from } = this.#options;
    const complete = this.#reason === undefined && this.#visited.after(this.#head) === NONE;
    return {
      states: this.#visited.size,
      transitions: this.#transitions,
      depth: this.#depth,
      atRest: this.#atRest,
      complete,
      reason: complete ? undefined : (this.#reason ?? 'not finished'),
      bounds: boundsOf(this.#adversary, crash?.kinds ?? [], symmetry, from !== undefined),
      violations: this.#found.map((found) => this.#violation(found)),
      neverSeen: this.#judge.neverSeen,
      represented: this.#symmetry === undefined ? this.#visited.size : this.#represented,
      chartSteps: this.#automata.steps,
      bytes: this.#visited.bytes,
    };
  }

  /** The initial state. */
  #enter(): void {
    const { child } = this.#successors;
    child.assign(this.#begin);
    this.#symmetry?.canonicalise(child);
    const ref = this.#visited.add(child.row, NONE);
    this.#represented = this.#symmetry?.orbit ?? 1;
    this.#report(this.#judge.brokenIn(child.row), ref, 0);
  }

  #expand(ref: Ref): void {
    if (this.#expanded === this.#level) {
      this.#depth++;
      this.#level = this.#visited.size;
    }
    const here = this.#here;
    here.fit(this.#visited.lengthOf(ref));
    this.#visited.read(ref, here.row);
    this.#head = ref;
    this.#expanded++;
    if ((here.row.items[0] as number) < here.first) {
      this.#atRest++;
      this.#report(this.#judge.brokenAtRest(here.row), ref, this.#depth);
    }
    this.#successors.each(here, this.#visit, this.#diamondsOf(ref));
  }

  /**
   * Symmetry renames what was delivered: its diamonds are followed from both sides. So are those of a model with observers,
   * where the second of two deliveries may have to wait for what an observer is told of the first.
   */
  #diamondsOf(ref: Ref): Uint8Array | undefined {
    const parent = this.#visited.parentOf(ref);
    if (parent === NONE || this.#symmetry !== undefined || this.#automata.deliveries.anyUrgent) return undefined;
    this.#before.fit(this.#visited.lengthOf(parent));
    this.#visited.read(parent, this.#before.row);
    this.#transitions += this.#diamonds.look(this.#before.row, this.#here.row);
    return this.#diamonds.skip;
  }

  readonly #visit = (_act: number, _subject: number, changed: number): void => {
    this.#transitions++;
    if (this.#symmetry !== undefined) {
      this.#visitCanonical(this.#symmetry);
      return;
    }
    const { row } = this.#successors.child;
    const ref = this.#visited.add(row, this.#head);
    if (ref === NONE || changed === NOBODY) return;
    const broken = this.#judge.brokenBy(changed, row);
    if (broken.length > 0) this.#report(broken, ref, this.#depth + 1);
  };

  #visitCanonical(symmetry: Symmetry): void {
    const { child } = this.#successors;
    symmetry.canonicalise(child);
    const ref = this.#visited.add(child.row, this.#head);
    if (ref === NONE) return;
    this.#represented += symmetry.orbit;
    this.#report(this.#judge.brokenIn(child.row), ref, this.#depth + 1);
  }

  #report(broken: readonly Invariant[], ref: Ref, depth: number): void {
    for (const invariant of broken) this.#found.push({ invariant, ref, depth });
    if (broken.length > 0 && this.#options.stopAtFirst) this.stop('stopped at the first broken invariant');
  }

  #limit(): void {
    const { maxStates = DEFAULT_MAX_STATES } = this.#options;
    if (this.#visited.size > maxStates) this.stop(`more than ${maxStates} states`);
  }

  #violation({ invariant, ref, depth }: Found): Violation {
    const { choices, end } = this.#pathTo(ref);
    const schedule = [...(this.#options.from ?? []), ...choices];
    return confirm(this.#model, this.#params, this.#automata, { invariant, schedule, steps: depth, end });
  }

  #pathTo(ref: Ref): Path {
    return pathTo(ref, this.#visited, this.#begin, this.#successors, this.#automata, (state) =>
      this.#symmetry?.canonicalise(state),
    );
  }

  /** A chart has failed: tells which order of events led it there. */
  #blame(error: unknown): Error {
    const way = this.#head === NONE ? [] : this.#pathTo(this.#head).choices;
    const message = error instanceof Error ? error.message : String(error);
    return new Error(
      `a chart of ${this.#model.id} fails after ${way.length} steps: ${message}; schedule ${JSON.stringify(way)}`,
      { cause: error },
    );
  }
}
