/**
 * From which moments of a run exploration can begin: known before anybody asks for it. The run is followed as far as it was
 * looked at, each step once, so that the answer costs one step while it plays.
 */
import type { Played } from '../play.ts';
import { Automata } from './automata.ts';
import { ChoiceReader, MomentError } from './choices-of.ts';
import { Follower } from './follow.ts';

export type Refusal =
  /** Components come and go, or a chart has what exploration does not know: from no moment of this run. */
  | { readonly kind: 'never' }
  /** From step `index` on its way was decided by time or by chance, which exploration leaves open. */
  | { readonly kind: 'undecided'; readonly index: number }
  /** In step `index` a knob was turned. */
  | { readonly kind: 'turned'; readonly index: number }
  /** They are down now; from a moment at which they are up it can be. */
  | { readonly kind: 'down'; readonly components: readonly string[] };

export class Departures {
  readonly #played: Played;
  readonly #reader = new ChoiceReader();
  readonly #follower: Follower | undefined;
  /** After each step that has been followed: who is down. */
  readonly #down: (readonly string[])[] = [];
  /** What ends the way; nothing after it can be reached. */
  #end: { readonly index: number; readonly refusal: Refusal } | undefined;

  constructor(played: Played) {
    this.#played = played;
    this.#follower = followerOf(played);
    if (this.#follower === undefined) this.#end = { index: -1, refusal: { kind: 'never' } };
  }

  /** Why nobody can explore from the moment after step `index`, −1 being the beginning; undefined where it can be done. */
  refusalAt(index: number): Refusal | undefined {
    while (this.#end === undefined && this.#down.length <= index) this.#follow(this.#down.length);
    if (this.#end !== undefined && index >= this.#end.index) return this.#end.refusal;
    const components = this.#down[index] ?? NONE_DOWN;
    return components.length > 0 ? { kind: 'down', components } : undefined;
  }

  #follow(index: number): void {
    const step = this.#played.history.steps[index];
    if (step === undefined) throw new Error(`no step ${index}; the run has ${this.#played.history.length} steps`);
    try {
      for (const choice of this.#reader.read(step)) this.#follower?.take(choice);
      this.#down.push(this.#reader.down.size > 0 ? [...this.#reader.down] : NONE_DOWN);
    } catch (error) {
      // Whatever else a chart fails at without time and chance, exploration would fail at too.
      this.#end = { index, refusal: { kind: error instanceof MomentError ? 'turned' : 'undecided', index } };
    }
  }
}

const NONE_DOWN: readonly string[] = [];

function followerOf({ model, params, history }: Played): Follower | undefined {
  if (history.steps.some(({ spawned, component }) => spawned.length > 0 || component.retired)) return undefined;
  try {
    return new Follower(new Automata(model, params));
  } catch {
    return undefined; // the chart that cannot be explored says so when somebody explores from the beginning
  }
}
