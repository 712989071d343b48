/**
 * Any step of a run at once, forwards and backwards.
 *
 * States are immutable, so the past costs nothing but the references: for each component the steps in which its state
 * changed, and every 128 steps a list of what was in flight. A look at step n is a binary search for each component; no
 * step is taken again.
 */
import type { State, View } from './component.ts';
import type { Component, Envelope, Run, Step } from './run.ts';

/** Everything as it was after one step. */
export interface Moment {
  /** −1: before the first step. */
  readonly index: number;
  readonly atUs: number;
  /** The step that led here; undefined at −1. */
  readonly step: Step | undefined;
  readonly components: readonly ComponentNow[];
  /** Messages on their way (not timers), in the order of their sending. */
  readonly inFlight: readonly Envelope[];
  /** Timers that run. */
  readonly timers: readonly Envelope[];
}
export interface ComponentNow {
  readonly component: Component;
  readonly state: State;
  readonly view: View;
  /** False between a crash and the restart. */
  readonly up: boolean;
  readonly paused: boolean;
}

const MARK_EVERY = 128;

interface Track {
  readonly component: Component;
  readonly born: number;
  /** The step after which it is gone; Infinity while it lives. */
  died: number;
  readonly first: State;
  readonly steps: number[];
  readonly states: State[];
}

export class History {
  readonly steps: Step[] = [];
  readonly #tracks: Track[] = [];
  readonly #trackOf = new Map<Component, Track>();
  readonly #waitingFirst: readonly Envelope[];
  readonly #marks: Envelope[][] = [];
  readonly #edges: { readonly step: number; readonly component: Component; readonly up?: boolean; readonly paused?: boolean }[] = [];
  #live = new Set<Envelope>();

  /** Starts the history of a run that has not stepped yet; feed it every step. */
  constructor(run: Run) {
    for (const component of run.components) this.#track(component, -1);
    this.#waitingFirst = run.pending();
    for (const envelope of this.#waitingFirst) this.#live.add(envelope);
  }

  add(step: Step): void {
    if (step.index % MARK_EVERY === 0) this.#mark();
    this.steps.push(step);
    for (const component of step.spawned) this.#track(component, step.index);
    for (const envelope of step.sent) this.#live.add(envelope);
    this.#live.delete(step.envelope);
    this.#note(step);
    if (step.after === step.before) return;
    const track = this.#trackOf.get(step.component) as Track;
    track.steps.push(step.index);
    track.states.push(step.after);
    if (step.component.kind.dynamic && !step.component.up) track.died = step.index;
  }

  get length(): number {
    return this.steps.length;
  }

  /** Everything after step `index`; −1 is before the first. Throws outside of the run. */
  at(index: number): Moment {
    if (!(index >= -1 && index < this.steps.length)) throw new Error(`no step ${index}; the run has ${this.steps.length} steps`);
    const step = this.steps[index];
    const components: ComponentNow[] = [];
    for (const track of this.#tracks) {
      if (track.born > index || track.died < index) continue;
      const state = stateAfter(track, index);
      const { up, paused } = this.#condition(track.component, index);
      components.push({ component: track.component, state, view: track.component.chart.view(state), up, paused });
    }
    const waiting = this.#waiting(index);
    return {
      index, step, components, atUs: step?.atUs ?? 0,
      inFlight: waiting.filter((envelope) => envelope.timer === undefined && envelope.fault === undefined),
      timers: waiting.filter((envelope) => envelope.timer !== undefined),
    };
  }

  /** The state of a component after step `index`; undefined before it lived. */
  stateOf(component: Component, index: number): State | undefined {
    const track = this.#trackOf.get(component);
    return track === undefined || track.born > index ? undefined : stateAfter(track, index);
  }

  /** The last step at or before `atUs`; −1 when there is none. */
  indexAt(atUs: number): number {
    let low = 0;
    let high = this.steps.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.steps[middle] as Step).atUs <= atUs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #track(component: Component, born: number): void {
    const track: Track = { component, born, died: Infinity, first: component.state, steps: [], states: [] };
    this.#tracks.push(track);
    this.#trackOf.set(component, track);
  }

  #note({ index, envelope, component }: Step): void {
    const edge = envelope.fault;
    if (edge?.fault.kind === 'crash') this.#edges.push({ step: index, component, up: !edge.begins });
    if (edge?.fault.kind === 'pause') this.#edges.push({ step: index, component, paused: edge.begins });
  }

  #condition(component: Component, index: number): { up: boolean; paused: boolean } {
    let up = true;
    let paused = false;
    for (const edge of this.#edges) {
      if (edge.step > index) break;
      if (edge.component !== component) continue;
      up = edge.up ?? up;
      paused = edge.paused ?? paused;
    }
    return { up, paused };
  }

  #mark(): void {
    for (const envelope of this.#live) if (envelope.cancelled || envelope.doneStep >= 0) this.#live.delete(envelope);
    this.#marks.push([...this.#live]);
  }

  #waiting(index: number): Envelope[] {
    const waits = (envelope: Envelope) => envelope.doneStep > index || (envelope.doneStep < 0 && !envelope.cancelled);
    if (index < 0) return this.#waitingFirst.filter(waits);
    const mark = Math.floor(index / MARK_EVERY);
    const waiting = (this.#marks[mark] as Envelope[]).filter(waits);
    for (let i = mark * MARK_EVERY; i <= index; i++) for (const envelope of (this.steps[i] as Step).sent) if (waits(envelope)) waiting.push(envelope);
    return waiting;
  }
}

function stateAfter(track: Track, index: number): State {
  let low = 0;
  let high = track.steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track.steps[middle] as number) <= index) low = middle + 1;
    else high = middle;
  }
  return low > 0 ? (track.states[low - 1] as State) : track.first;
}
