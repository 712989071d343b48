/**
 * A stage for the kernel's own tests. Nodes do what a director tells them and write down what they hear, so a test reads as a
 * script: who is told what, when, and what was heard where.
 */
import { enqueueActions, setup } from 'xstate';
import {
  type Address,
  constant,
  defineModel,
  type Fault,
  kernelActions,
  type Link,
  type Message,
  type Model,
  now,
  Run,
  type RunSetup,
  type Step,
  send,
  sendToAddress,
  spawn,
  world,
} from '../../src/kernel/index.ts';

/** What a node can be told to do. */
export type Act =
  /** Sends, or, with `ifNoted`, only if that is on disk. */
  | { readonly do: 'send'; readonly to: string; readonly message: Message; readonly ifNoted?: string }
  /** Sends to the address that it last heard from, which it has kept. */
  | { readonly do: 'answer'; readonly message: Message }
  | { readonly do: 'set'; readonly ms: number; readonly type: string; readonly id?: string }
  | { readonly do: 'cancel'; readonly id: string }
  | { readonly do: 'spawn'; readonly id: string; readonly then?: readonly Act[] }
  | { readonly do: 'draw'; readonly key?: number | string }
  | { readonly do: 'note'; readonly text: string }
  | { readonly do: 'end' };

export interface Cue {
  readonly atMs: number;
  readonly node: string;
  readonly acts: readonly Act[];
}
/** At `atMs`, `node` is told to do `acts`, in one step. */
export const at = (atMs: number, node: string, ...acts: readonly Act[]): Cue => ({ atMs, node, acts });

interface NodeInput {
  readonly params: Volume;
  readonly first?: readonly Act[];
}
interface NodeContext {
  readonly params: Volume;
  readonly first: readonly Act[];
  /** "PING @10" for each message or timer, with the time in milliseconds by its own clock. */
  readonly heard: readonly string[];
  /** What survives a crash. */
  readonly disk: readonly string[];
  readonly draws: readonly number[];
  readonly known: Address | undefined;
}
interface Order {
  readonly type: 'ORDER';
  readonly acts: readonly Act[];
}

const isToEnd = (acts: readonly Act[]): boolean => acts.some((act) => act.do === 'end');

export const nodeMachine = setup({
  types: {} as {
    context: NodeContext;
    events: Order | { readonly type: 'HEARD' | 'LEAVE'; readonly from?: Address };
    input: NodeInput;
  },
  guards: {
    'is told to end': ({ event }) => event.type === 'ORDER' && isToEnd(event.acts),
    'ends at once': ({ context }) => isToEnd(context.first),
  },
  actions: {
    ...kernelActions,
    hear: enqueueActions((scope) => {
      const { context, event, enqueue } = scope;
      const entry = `${event.type} @${now(scope) / 1000}`;
      enqueue.assign({
        heard: [...context.heard, entry],
        known: ('from' in event ? event.from : undefined) ?? context.known,
      });
    }),
    obey: enqueueActions((scope) => {
      const { context, event, enqueue } = scope;
      const acts = event.type === 'ORDER' ? event.acts : context.first;
      const draws: number[] = [];
      for (const act of acts) {
        if (act.do === 'send' && act.ifNoted !== undefined && !context.disk.includes(act.ifNoted)) continue;
        if (act.do === 'send') enqueue(send(act.to, act.message));
        else if (act.do === 'answer') enqueue(sendToAddress(() => context.known as Address, act.message));
        else if (act.do === 'set')
          enqueue.raise({ type: act.type as 'HEARD' }, { delay: act.ms, ...(act.id !== undefined && { id: act.id }) });
        else if (act.do === 'cancel') enqueue.cancel(act.id);
        else if (act.do === 'spawn')
          enqueue(
            spawn<NodeContext, Order>('guest', () => ({
              id: act.id,
              input: { params: context.params, first: act.then },
            })) as never, // a test's own shorthand
          );
        else if (act.do === 'draw') draws.push(world(scope).draw(act.key));
        else if (act.do === 'note') enqueue.assign({ disk: [...context.disk, act.text] });
      }
      if (draws.length > 0) enqueue.assign({ draws: [...context.draws, ...draws] });
    }),
  },
}).createMachine({
  id: 'node',
  context: ({ input }) => ({
    params: input.params,
    first: input.first ?? [],
    heard: [],
    disk: [],
    draws: [],
    known: undefined,
  }),
  initial: 'here',
  states: {
    here: {
      entry: 'obey',
      always: { guard: 'ends at once', target: 'gone' },
      on: {
        ORDER: [{ guard: 'is told to end', target: 'gone', actions: 'obey' }, { actions: 'obey' }],
        LEAVE: 'gone',
        '*': { actions: 'hear' },
      },
    },
    gone: { type: 'final' },
  },
});

/** Tells everybody what to do, when it is time. Faults do not reach it. */
const directorMachine = setup({
  types: {} as {
    context: { readonly cues: readonly Cue[] };
    events: { readonly type: 'CUE'; readonly cue: Cue };
    input: { readonly cues: readonly Cue[] };
  },
  actions: {
    'wait for every cue': enqueueActions(({ context, enqueue }) => {
      for (const cue of context.cues) enqueue.raise({ type: 'CUE', cue }, { delay: cue.atMs });
    }),
    tell: enqueueActions(({ event, enqueue }) => {
      enqueue(send(event.cue.node, { type: 'ORDER', acts: event.cue.acts }));
    }),
  },
}).createMachine({
  id: 'director',
  context: ({ input }) => input,
  entry: 'wait for every cue',
  on: { CUE: { actions: 'tell' } },
});

const knobs = {
  volume: { label: 'Volume', says: 'A knob to turn.', initial: 1, min: 0, max: 11, unit: '1', live: true },
} as const;
interface Volume {
  readonly volume: number;
}

export interface Play {
  readonly nodes: readonly string[];
  readonly cues?: readonly Cue[];
  readonly links?: readonly Link[] | ((volume: number) => readonly Link[]);
  readonly faults?: readonly Fault[];
  /** What a node does as it starts. */
  readonly first?: Readonly<Record<string, readonly Act[]>>;
  readonly seed?: number;
  readonly untilMs?: number;
}

export function modelOf({ nodes, cues = [], links = [], first = {}, faults = [], untilMs = 1000 }: Play): Model {
  return defineModel({
    id: 'stage',
    version: 1,
    title: 'A stage',
    question: 'Does the kernel keep its promises?',
    summary: 'Nodes that do as they are told.',
    knobs,
    kinds: {
      director: { label: 'Director', says: 'Tells nodes what to do.', machine: directorMachine },
      node: { label: 'Node', says: 'Does as it is told.', machine: nodeMachine, survives: ['disk'] },
      guest: { label: 'Guest', says: 'Comes and goes.', machine: nodeMachine, dynamic: true, within: 'node' },
    },
    components: (params) => [
      { id: 'director', kind: 'director', input: { cues } },
      ...nodes.map((id) => ({ id, kind: 'node', input: { params, first: first[id] } })),
    ],
    links: (params) => (typeof links === 'function' ? links(params.volume) : links),
    observations: {},
    measures: {},
    invariants: [],
    scenarios: { show: { title: 'Show', says: 'As written.', seed: 1, untilUs: untilMs * 1000, faults } },
    leavesOut: ['Everything else.'],
  });
}

export interface Shown {
  readonly run: Run;
  readonly steps: readonly Step[];
  heard(node: string): readonly string[];
  disk(node: string): readonly string[];
  draws(node: string): readonly number[];
}

/** Plays it to its end. `steps` are there unless nobody watches. */
export function show(
  play: Play,
  { watched = true, ...setup }: Partial<RunSetup> & { readonly watched?: boolean } = {},
): Shown {
  const steps: Step[] = [];
  const run = new Run(
    modelOf(play),
    {
      params: { volume: 1 },
      seed: play.seed ?? 1,
      untilUs: (play.untilMs ?? 1000) * 1000,
      faults: play.faults ?? [],
      ...setup,
    },
    watched ? { stepped: (step) => steps.push(step) } : {},
  ).runToEnd(100_000);
  const context = (node: string) => run.view(node).context as NodeContext;
  return {
    run,
    steps,
    heard: (node) => context(node).heard,
    disk: (node) => context(node).disk,
    draws: (node) => context(node).draws,
  };
}

export const tell = (to: string, type: string, more: object = {}): Act => ({
  do: 'send',
  to,
  message: { type, ...more },
});
export const answer = (type: string): Act => ({ do: 'answer', message: { type } });
export const set = (ms: number, type: string, id?: string): Act => ({
  do: 'set',
  ms,
  type,
  ...(id !== undefined && { id }),
});
export const cancel = (id: string): Act => ({ do: 'cancel', id });
export const bear = (id: string, ...then: readonly Act[]): Act => ({ do: 'spawn', id, then });
export const note = (text: string): Act => ({ do: 'note', text });
export const draw = (key?: number | string): Act => ({ do: 'draw', ...(key !== undefined && { key }) });
export const END: Act = { do: 'end' };

/** Microseconds, as faults are written. */
export const ms = (value: number): number => value * 1000;

export const wire = (more: Partial<Link> = {}): readonly Link[] => [
  { from: 'node', to: 'node', latency: constant(1), ...more },
];
/** `count` messages from a to b, one every 10 ms. */
export const stream = (count: number, more: (i: number) => object = () => ({})): Cue[] =>
  Array.from({ length: count }, (_, i) => at(10 * i, 'a', tell('b', `M${i}`, more(i))));
export const types = (heard: readonly string[]) => heard.map((entry) => entry.split(' ')[0]);
