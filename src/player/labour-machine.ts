/** One task at a time: idle, at work, done or failed. Leaving the work ends its workers. */
import { assign, fromCallback, setup } from 'xstate';
import { NOT_FETCHED } from './fetch-take-away.ts';
import type { Found, Task } from './labour.ts';

export type LabourEvent =
  | { readonly type: 'BEGIN'; readonly task: Task }
  | { readonly type: 'CANCEL' }
  | { readonly type: 'PROGRESS'; readonly done: number }
  | { readonly type: 'FOUND'; readonly found: Found }
  | { readonly type: 'FAILED'; readonly problem: string };

interface Labour {
  readonly task: Task | undefined;
  /** States visited, or seeds run. */
  readonly done: number;
  readonly found: Found | undefined;
  readonly problem: string | undefined;
}
export type Tell = (event: LabourEvent) => void;

export const labourMachine = setup({
  types: {} as { context: Labour; events: LabourEvent },
  actors: {
    workers: fromCallback<LabourEvent, Task>(({ input, sendBack }) => {
      let workers: readonly Worker[] = [];
      let isOver = false;
      // What sets them to work comes when somebody asks for it.
      import('./labour-work.ts').then(
        ({ setToWork }) => {
          if (!isOver) workers = setToWork(input, sendBack);
        },
        () => sendBack({ type: 'FAILED', problem: NOT_FETCHED }),
      );
      return () => {
        isOver = true;
        for (const worker of workers) worker.terminate();
      };
    }),
  },
}).createMachine({
  id: 'labour',
  context: { task: undefined, done: 0, found: undefined, problem: undefined },
  initial: 'idle',
  on: {
    BEGIN: {
      target: '.working',
      reenter: true,
      actions: assign(({ event }) => ({ task: event.task, done: 0, found: undefined, problem: undefined })),
    },
    CANCEL: { target: '.idle', actions: assign({ task: undefined, found: undefined, problem: undefined }) },
  },
  states: {
    idle: {},
    working: {
      invoke: { src: 'workers', input: ({ context }) => context.task as Task },
      on: {
        PROGRESS: { actions: assign({ done: ({ event }) => event.done }) },
        FOUND: { target: 'done', actions: assign({ found: ({ event }) => event.found }) },
        FAILED: { target: 'failed', actions: assign({ problem: ({ event }) => event.problem }) },
      },
    },
    done: {},
    failed: {},
  },
});
