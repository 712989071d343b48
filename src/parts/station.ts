/**
 * A station: so many workers, a queue of so many places before them, and a refusal for whoever finds the queue full. Work
 * takes time, drawn by the request's number, so that the same request takes the same time in every design.
 *
 * What a station does when the work is done is its own: `finish` says it in actions. A station may throw out what has waited
 * too long (`tooLate`), just before its work would begin.
 */
import { enqueueActions, setup } from 'xstate';
import {
  type Address,
  type Distribution,
  level,
  type Message,
  type mark,
  now,
  observe,
  sample,
} from '../kernel/index.ts';
import { type Begun, beginNext, NOBODY, type Slots, withoutWorking, withWaiting, workingOn } from './slots.ts';

/** The message that brought the work, as it came. */
export interface Job extends Message {
  readonly request: number;
  readonly from: Address;
  /** The moment, in microseconds, after which nobody waits for the answer. */
  readonly deadlineUs: number;
}

/** An action such as `send`, `reply`, `count` and `mark` make it. */
export type Act = ReturnType<typeof mark>;

/** What a station may look at. */
export interface Desk<P, M> {
  readonly params: P;
  /** What it remembers between jobs: copies, tokens. */
  readonly memory: M;
  readonly nowUs: number;
}
export interface Finished<M> {
  readonly acts: readonly Act[];
  /** Left out when it remembers what it remembered before. */
  readonly memory?: M;
}

export interface StationSpec<P, M, J extends Job> {
  /** The id of its machine. */
  readonly id: string;
  /** Types of the messages that bring work. */
  readonly takes: readonly string[];
  readonly workers: (params: P) => number;
  /** How many may wait. */
  readonly queueLimit: (params: P) => number;
  /** Milliseconds of work. */
  readonly work: (job: J, params: P) => Distribution;
  /** What it remembers as it starts. */
  readonly memory: (params: P) => M;
  readonly finish: (job: J, desk: Desk<P, M>) => Finished<M>;
  /** For a job that finds the queue full. */
  readonly refuse: (job: J) => readonly Act[];
  /** Whether the work is not worth beginning any more; never, unless given. */
  readonly tooLate?: (job: J, nowUs: number, params: P) => boolean;
  /** For a job that is `tooLate`. */
  readonly drop?: (job: J) => readonly Act[];
  /** Names of the model's observations that it feeds. */
  readonly observes?: {
    /** A level: how many wait. */
    readonly waiting?: string;
    /** A tally: milliseconds of each piece of work. */
    readonly worked?: string;
    /** A tally: milliseconds of work after the deadline of the one it was for. */
    readonly wasted?: string;
  };
}

export interface StationContext<P, M, J extends Job = Job> extends Slots<J> {
  readonly params: P;
  readonly memory: M;
}
interface WorkDone {
  readonly type: 'WORK_DONE';
  readonly request: number;
  /** Which of the request's messages it was for. */
  readonly job: string;
}

/** What a handler inside `enqueueActions` is given, as far as stations need it. */
interface Handler<P, M, J extends Job> {
  readonly context: StationContext<P, M, J>;
  readonly event: unknown;
  readonly system: unknown;
  readonly enqueue: ((act: Act) => void) & {
    assign(part: Partial<StationContext<P, M, J>>): void;
    raise(event: WorkDone, options: { readonly delay: number }): void;
  };
}

/** The machine of a station. Its input is `{ params }`. */
export function stationMachine<P, M, J extends Job>(spec: StationSpec<P, M, J>) {
  type Context = StationContext<P, M, J>;
  /** XState types what may be enqueued by the machine that is being made; a station's parts are written before there is one. */
  const handle = (handler: (scope: Handler<P, M, J>) => void) => (scope: object) =>
    handler(scope as unknown as Handler<P, M, J>);
  /** The types of messages are the spec's, so to XState's types they could be anything. */
  const on = (action: 'take' | 'refuse' | 'finish', types: readonly string[]) =>
    Object.fromEntries(types.map((type) => [type, { actions: action }])) as Record<'*', { actions: typeof action }>;

  return setup({
    types: {} as { context: Context; events: J | WorkDone; input: { readonly params: P } },
    guards: {
      'every worker is busy': ({ context }) => context.working.length >= spec.workers(context.params),
      'a worker is free': ({ context }) => context.working.length < spec.workers(context.params),
      'the queue is full': ({ context }) => context.waiting.size >= spec.queueLimit(context.params),
      'the queue has room': ({ context }) => context.waiting.size < spec.queueLimit(context.params),
    },
    actions: {
      take: enqueueActions(handle((scope) => settle(spec, scope, withWaiting(scope.context, scope.event as J)))),
      refuse: enqueueActions(handle(({ event, enqueue }) => spec.refuse(event as J).forEach(enqueue))),
      finish: enqueueActions(handle((scope) => finish(spec, scope, scope.event as WorkDone))),
    },
  }).createMachine({
    id: spec.id,
    context: ({ input }) => ({ ...NOBODY, params: input.params, memory: spec.memory(input.params) }),
    initial: 'free',
    on: on('finish', ['WORK_DONE']),
    states: {
      free: { on: on('take', spec.takes), always: { guard: 'every worker is busy', target: 'busy' } },
      busy: {
        on: on('take', spec.takes),
        always: [
          { guard: 'a worker is free', target: 'free' },
          { guard: 'the queue is full', target: 'full' },
        ],
      },
      full: {
        on: on('refuse', spec.takes),
        always: [
          { guard: 'a worker is free', target: 'free' },
          { guard: 'the queue has room', target: 'busy' },
        ],
      },
    },
  });
}

/** Lets those begin who can. */
function settle<P, M, J extends Job>(spec: StationSpec<P, M, J>, scope: Handler<P, M, J>, slots: Slots<J>): void {
  const { context, enqueue } = scope;
  const { params } = context;
  const nowUs = now(scope);
  const next: Begun<J> = beginNext(
    slots,
    spec.workers(params),
    nowUs,
    (job) => spec.tooLate?.(job, nowUs, params) ?? false,
  );
  enqueue.assign(next.slots);
  for (const job of next.dropped) spec.drop?.(job).forEach(enqueue);
  for (const job of next.begun) {
    const delay = sample(scope, spec.work(job, params), `${job.type} ${job.request}`);
    enqueue.raise({ type: 'WORK_DONE', request: job.request, job: job.type }, { delay });
  }
  const waiting = spec.observes?.waiting;
  if (waiting !== undefined && next.slots.waiting.size !== context.waiting.size)
    enqueue(level(waiting, next.slots.waiting.size));
}

function finish<P, M, J extends Job>(spec: StationSpec<P, M, J>, scope: Handler<P, M, J>, done: WorkDone): void {
  const { context, enqueue } = scope;
  const one = workingOn(context, (job) => job.request === done.request && job.type === done.job);
  if (one === undefined) throw new Error(`"${spec.id}" has finished ${done.job} ${done.request}, which it never began`);
  const nowUs = now(scope);
  const { acts, memory } = spec.finish(one.job, { params: context.params, memory: context.memory, nowUs });
  if (memory !== undefined) enqueue.assign({ memory } as Partial<StationContext<P, M, J>>);
  acts.forEach(enqueue);
  for (const act of workDone(spec.observes ?? {}, one.job, one.sinceUs, nowUs)) enqueue(act);
  settle(spec, scope, withoutWorking(context, one));
}

/** Records a piece of work, and how much of it came after its deadline. */
export function workDone(
  observes: { readonly worked?: string; readonly wasted?: string },
  { deadlineUs }: { readonly deadlineUs: number },
  sinceUs: number,
  nowUs: number,
): Act[] {
  const lateSince = sinceUs > deadlineUs ? sinceUs : deadlineUs;
  return [
    ...(observes.worked === undefined ? [] : [observe(observes.worked, (nowUs - sinceUs) / 1000)]),
    ...(observes.wasted === undefined || nowUs <= lateSince
      ? []
      : [observe(observes.wasted, (nowUs - lateSince) / 1000)]),
  ];
}
