/**
 * The player is a machine itself: asleep until its script runs, then a poster, paused, playing, scrubbing or at the end.
 *
 * A poster is the first frame: it shows the telling moment, and playing it starts at the beginning, as a film does. Once the
 * reader has moved the playhead, playing goes on from there.
 */
import { assign, setup } from 'xstate';
import type { Selection } from '../figures/contract.ts';
import type { Fault, KnobValue, Recipe } from '../kernel/index.ts';
import * as branch from './branch.ts';
import type { ViewName } from './figure-data.ts';
import type { Speed } from './pace.ts';
import * as act from './session.ts';

export type PlayerEvent =
  | { readonly type: 'WAKE' }
  | { readonly type: 'PLAY' }
  | { readonly type: 'PAUSE' }
  /** Off screen, or in a hidden tab. */
  | { readonly type: 'AWAY' }
  /** Milliseconds that went by on the reader's clock. */
  | { readonly type: 'TICK'; readonly ms: number }
  | { readonly type: 'STEP'; readonly by: number }
  | { readonly type: 'LEAP'; readonly direction: 1 | -1 }
  | { readonly type: 'SEEK'; readonly place: number }
  | { readonly type: 'SEEK_TIME'; readonly atUs: number }
  | { readonly type: 'SCRUB'; readonly place: number }
  | { readonly type: 'RELEASE' }
  | { readonly type: 'PACE'; readonly speed: Speed }
  | { readonly type: 'TURN'; readonly knob: string; readonly value: KnobValue; readonly fromHere?: boolean }
  | { readonly type: 'RESEED'; readonly seed: number }
  | { readonly type: 'CHOOSE'; readonly scenario: string }
  | { readonly type: 'INJECT'; readonly fault: Fault }
  | { readonly type: 'HEAL'; readonly nth: number }
  /** Another order of events; `step` is the first that is another. */
  | { readonly type: 'FORK'; readonly recipe: Recipe; readonly step?: number }
  /** The order that another knob, seed or scenario dropped, and the run that it belongs to. */
  | { readonly type: 'BRING_BACK' }
  /** Shows the run before the changes above the changed one, or no longer. */
  | { readonly type: 'COMPARE' }
  /** Drops the changes: the run above is the reader's again. */
  | { readonly type: 'BACK' }
  /** Another recipe in the same player. */
  | ({ readonly type: 'OPEN' } & act.Asked)
  | { readonly type: 'RESET' }
  | { readonly type: 'SELECT'; readonly selection: Selection }
  | { readonly type: 'VIEW'; readonly view: ViewName }
  | { readonly type: 'SAY'; readonly text: string }
  /** What the reader asked for cannot be had, and why. */
  | { readonly type: 'FAIL'; readonly problem: string; readonly ofLink?: true };

export const playerMachine = setup({
  types: {} as { context: act.Session; events: PlayerEvent; input: act.Opening },
  guards: {
    'is at the end': ({ context }) => act.isAtEnd(context),
  },
  actions: {
    'go to the start': assign(({ context }) => act.moveTo(context, -1)),
    'say that it plays': assign(({ context }) => act.sayPlaying(context)),
    'say that it is paused': assign(({ context }) => act.sayPaused(context)),
  },
}).createMachine({
  id: 'player',
  context: ({ input }) => act.openSession(input),
  initial: 'asleep',
  on: {
    PACE: { actions: assign(({ context, event }) => ({ ...context, speed: event.speed })) },
    SELECT: { actions: assign(({ context, event }) => act.select(context, event.selection)) },
    VIEW: { actions: assign(({ context, event }) => act.toggleView(context, event.view)) },
    FAIL: {
      actions: assign(({ context, event }) =>
        (event.ofLink ? act.complainOfLink : act.complain)(context, event.problem),
      ),
    },
    SAY: { actions: assign(({ context, event }) => act.say(context, event.text)) },
  },
  states: {
    asleep: { on: { WAKE: { target: 'awake' } } },
    awake: {
      initial: 'poster',
      on: {
        STEP: { target: '.settling', actions: assign(({ context, event }) => act.stepBy(context, event.by)) },
        LEAP: { target: '.settling', actions: assign(({ context, event }) => act.leap(context, event.direction)) },
        SEEK: {
          target: '.settling',
          actions: assign(({ context, event }) => act.stepBy(context, event.place - context.place)),
        },
        SEEK_TIME: {
          target: '.settling',
          actions: assign(({ context, event }) => act.moveToTime(context, event.atUs)),
        },
        SCRUB: { target: '.scrubbing', actions: assign(({ context, event }) => act.moveTo(context, event.place)) },
        OPEN: {
          target: '.settling',
          actions: assign(({ context, event }) => act.openRecipe(context, event)),
        },
        CHOOSE: { target: '.poster', actions: assign(({ context, event }) => branch.choose(context, event.scenario)) },
        RESET: {
          target: '.poster',
          actions: assign(({ context }) => act.openRecipe(context, { recipe: context.published })),
        },
        // The same moment of another run: whatever it was doing, it goes on doing.
        TURN: {
          actions: assign(({ context, event }) => branch.turn(context, event.knob, event.value, event.fromHere)),
        },
        RESEED: { actions: assign(({ context, event }) => branch.reseed(context, event.seed)) },
        INJECT: { target: '.settling', actions: assign(({ context, event }) => branch.inject(context, event.fault)) },
        HEAL: { actions: assign(({ context, event }) => branch.heal(context, event.nth)) },
        FORK: {
          target: '.settling',
          actions: assign(({ context, event }) => branch.fork(context, event.recipe, event.step)),
        },
        BRING_BACK: { target: '.settling', actions: assign(({ context }) => branch.bringBack(context)) },
        COMPARE: { actions: assign(({ context }) => act.compare(context)) },
        BACK: { actions: assign(({ context }) => act.back(context)) },
      },
      states: {
        poster: {
          on: { PLAY: { target: 'playing', actions: 'go to the start' } },
        },
        paused: {
          on: {
            PLAY: [{ guard: 'is at the end', target: 'playing', actions: 'go to the start' }, { target: 'playing' }],
          },
        },
        playing: {
          entry: 'say that it plays',
          on: {
            PAUSE: { target: 'paused', actions: 'say that it is paused' },
            AWAY: { target: 'paused' },
            TICK: { actions: assign(({ context, event }) => act.letPass(context, event.ms)) },
          },
          always: { guard: 'is at the end', target: 'ended' },
        },
        scrubbing: {
          on: {
            SCRUB: { actions: assign(({ context, event }) => act.moveTo(context, event.place)) },
            RELEASE: { target: 'settling' },
          },
        },
        settling: {
          always: [{ guard: 'is at the end', target: 'ended' }, { target: 'paused' }],
        },
        ended: {
          on: { PLAY: { target: 'playing', actions: 'go to the start' } },
        },
      },
    },
  },
});
