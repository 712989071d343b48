/**
 * What a model's pictures will have to show: looked up by playing the beginning of each of its scenarios when the site is
 * built, so that room is kept for exactly what appears.
 */
import {
  type Gauge,
  type Model,
  type Moment,
  type Played,
  paramsOf,
  play,
  recipeOf,
  stateInWords,
} from '../../kernel/index.ts';
import type { Needs } from './arrangement.ts';

const STEPS = 600;
const LOOKS = 24;

export interface Surveyed extends Omit<Needs, 'count'> {
  /** How many instances there are in the scenarios. */
  readonly counts: readonly number[];
  /** The words that stood under a name. */
  readonly words: readonly Seen[];
  /** What instances are called beneath their kind's name: "Acme", "3". */
  readonly names: readonly Seen[];
}
export interface Seen {
  readonly text: string;
  /** Among how many instances. */
  readonly count: number;
}

export interface Survey {
  readonly kinds: Readonly<Record<string, Surveyed>>;
  /** Pairs of kinds that a link connects, or that were seen to talk without one. */
  readonly pairs: readonly { readonly from: string; readonly to: string; readonly label?: string }[];
}

/** Plays the beginnings of a model's scenarios. For the build only. */
export function surveyOf(model: Model): Survey {
  const plays = Object.keys(model.scenarios).map((name) => play(model, recipeOf(model, name), { maxSteps: STEPS }));
  const moments = plays.flatMap(momentsOf);
  const pairs = pairsOf(model, plays);
  const hosts = new Set(Object.values(model.kinds).map((kind) => kind.within));
  const placed = Object.keys(model.kinds).filter((name) => !model.kinds[name]?.dynamic);
  const kinds = placed.map((name): [string, Surveyed] => {
    const gauges = moments.flatMap(({ played, moment }) => gaugesOf(played, moment, name));
    return [
      name,
      {
        counts: [...new Set(countsOf(model, name))],
        peers: pairs.some(({ from, to }) => from === name && to === name),
        gauges:
          Number(gauges.some(({ queue }) => queue !== undefined)) +
          Number(gauges.some(({ capacity }) => capacity !== undefined)),
        hosts: hosts.has(name),
        label: model.kinds[name]?.label ?? name,
        words: distinct(moments.flatMap(({ played, moment }) => wordsOf(played, moment, name))),
        names: plays.flatMap((played) => namesOf(played, name)),
      },
    ];
  });
  return { kinds: Object.fromEntries(kinds), pairs };
}

function momentsOf(played: Played): { played: Played; moment: Moment }[] {
  const { length } = played.history;
  const stride = Math.max(1, Math.floor(length / LOOKS));
  const moments = [];
  for (let index = -1; index < length; index += stride) moments.push({ played, moment: played.history.at(index) });
  return moments;
}

function wordsOf(played: Played, moment: Moment, kind: string): Seen[] {
  const gauges = gaugesOf(played, moment, kind);
  return gauges.map(({ note = '' }) => ({ text: note, count: gauges.length }));
}

const distinct = (seen: readonly Seen[]): readonly Seen[] => [
  ...new Map(seen.map((one) => [`${one.count} ${one.text}`, one])).values(),
];

function gaugesOf({ model, params }: Played, moment: Moment, kind: string): Gauge[] {
  const shows = model.kinds[kind]?.shows;
  return moment.components
    .filter(({ component }) => component.kindName === kind)
    .map(({ view }) => ({ note: stateInWords(view.value), ...shows?.(view, params) }));
}

function namesOf({ model, params }: Played, kind: string): Seen[] {
  const specs = model.components(params).filter((spec) => spec.kind === kind);
  return specs.map(({ id, label }) => ({ text: label ?? /\d+$/.exec(id)?.[0] ?? '', count: specs.length }));
}

const countsOf = (model: Model, kind: string): number[] =>
  Object.keys(model.scenarios).map((name) => {
    const params = paramsOf(model, recipeOf(model, name));
    return model.components(params).filter((spec) => spec.kind === kind).length;
  });

function pairsOf(model: Model, plays: readonly Played[]): Survey['pairs'] {
  const pairs = new Map<string, Survey['pairs'][number]>();
  // Where instances of a dynamic kind talk, the line is drawn to the box that they live in.
  const placed = (kind: string) => (model.kinds[kind]?.dynamic ? model.kinds[kind]?.within : kind);
  const add = (fromKind: string, toKind: string, label?: string) => {
    const from = placed(fromKind);
    const to = placed(toKind);
    if (from === undefined || to === undefined || pairs.has(`${from}>${to}`) || pairs.has(`${to}>${from}`)) return;
    if (from === to && fromKind !== toKind) return;
    pairs.set(`${from}>${to}`, { from, to, ...(label !== undefined && { label }) });
  };
  for (const { params } of plays) for (const link of model.links(params)) add(link.from, link.to, link.label);
  for (const { history } of plays) {
    const kindOf = new Map<string, string>();
    for (const { component } of history.at(-1).components) kindOf.set(component.id, component.kindName);
    for (const step of history.steps) {
      const sender = step.from === undefined ? undefined : kindOf.get(step.from.id);
      if (step.kind !== 'message' || sender === undefined || step.from?.id === step.component.id) continue;
      add(sender, step.component.kindName);
    }
  }
  return [...pairs.values()];
}
