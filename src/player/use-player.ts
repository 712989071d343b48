/** The only place where React meets the machine and the reader's clock. */
import { useActorRef, useSelector } from '@xstate/react';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ActorRefFrom } from 'xstate';
import { announce, prepareToAnnounce } from './announce.ts';
import { type PlayerEvent, playerMachine } from './machine.ts';
import { looksTheSame, type PlayerState, type Snapshot, stateOf, type Told, toldAfter } from './player-state.ts';
import type { Opening, Session } from './session.ts';

export type { PlayerState };
export type Send = (event: PlayerEvent) => void;
/** What can be watched at every event. */
export type Live = ActorRefFrom<typeof playerMachine>;

/**
 * What is to be read of the player, how to act on it, and the player itself, for what moves and therefore has to be drawn more
 * often than words.
 */
export function usePlayer(opening: Opening): readonly [PlayerState, Send, Live] {
  const live = useActorRef(playerMachine, { input: opening });
  const state = useTold(live);
  useEffect(() => {
    prepareToAnnounce();
    live.send({ type: 'WAKE' });
  }, [live]);
  usePacing(state.playing, live.send);
  return [state, live.send, live];
}

/** Drawn again at every event. */
export const useLive = (live: Live): PlayerState => useSelector(live, stateOf, looksTheSame);

/** Drawn again as often as it can be read. */
function useTold(live: Live): PlayerState {
  const told = useRef<Told>(undefined);
  const read = useCallback((snapshot: Snapshot): PlayerState => {
    const state = stateOf(snapshot);
    told.current = toldAfter(told.current ?? { state, atMs: 0 }, state, state.playing ? performance.now() : 0);
    return told.current.state;
  }, []);
  return useSelector(live, read, looksTheSame);
}

function usePacing(playing: boolean, send: Send): void {
  useEffect(() => {
    if (!playing) return;
    let last = performance.now();
    const tick = (now: number) => {
      send({ type: 'TICK', ms: now - last });
      last = now;
      frame = requestAnimationFrame(tick);
    };
    let frame = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(frame);
  }, [playing, send]);
}

/** Off screen or in a hidden tab it pauses, and the time that passes there is dropped. */
export function usePauseWhenAway(figure: RefObject<HTMLElement | null>, playing: boolean, send: Send): void {
  useEffect(() => {
    if (!playing || figure.current === null) return;
    const away = () => send({ type: 'AWAY' });
    const onVisibility = () => document.hidden && away();
    const observer = new IntersectionObserver((entries) => entries.at(-1)?.isIntersecting === false && away());
    observer.observe(figure.current);
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [figure, playing, send]);
}

/** Says the news in the page's live region, unless the scrubber has the focus and says it itself. */
export function useNews({ news }: Session): void {
  useEffect(() => {
    if (news === undefined) return;
    if (news.echo && document.activeElement?.hasAttribute('data-scrubber')) return;
    announce(news.text);
  }, [news]);
}

/**
 * Whoever presses a button that is then gone, or disabled, goes on from the figure, and not from the top of the page. To be
 * called with what was drawn, and not after: on a busy page the browser may take the focus away at any time from then.
 */
export function useKeptFocus(figure: RefObject<HTMLElement | null>): () => void {
  const last = useRef<Element>(undefined);
  useEffect(() => {
    const root = figure.current;
    const remember = ({ target }: FocusEvent) => {
      last.current = target as Element;
    };
    root?.addEventListener('focusin', remember);
    return () => root?.removeEventListener('focusin', remember);
  }, [figure]);
  const keepFocus = useCallback(() => {
    const lost = last.current;
    if (lost === undefined || (lost.isConnected && !lost.matches(':disabled'))) return;
    last.current = undefined;
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === lost) figure.current?.focus({ preventScroll: true });
  }, [figure]);
  useLayoutEffect(keepFocus);
  return keepFocus;
}

/** A picture that comes or goes moves what is under it: what the keyboard has come to is seen again. */
export function useFocusInSight(lanes: RefObject<HTMLElement | null>, pictures: number): void {
  const before = useRef(pictures);
  useLayoutEffect(() => {
    if (before.current === pictures) return;
    before.current = pictures;
    const { activeElement } = document;
    const isHere = lanes.current?.closest('.player')?.contains(activeElement) ?? false;
    if (isHere && activeElement?.matches(':focus-visible')) activeElement.scrollIntoView({ block: 'nearest' });
  }, [lanes, pictures]);
}

let reducedMotion: MediaQueryList | undefined;
/** Asked at every event: one query serves the page. */
function reducedMotionQuery(): MediaQueryList {
  reducedMotion ??= matchMedia('(prefers-reduced-motion: reduce)');
  return reducedMotion;
}
function onReducedMotion(changed: () => void): () => void {
  const query = reducedMotionQuery();
  query.addEventListener('change', changed);
  return () => query.removeEventListener('change', changed);
}
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    onReducedMotion,
    () => reducedMotionQuery().matches,
    () => false,
  );
}

/** Narrower than this, a figure is laid out for a phone. The same number stands in styles/narrow.css. */
const NARROW_PX = 560;

/** Whether the figure has the width of a phone; undefined until it is known, which it is not when the site is built. */
export function useNarrow(figure: RefObject<HTMLElement | null>): boolean | undefined {
  const [narrow, setNarrow] = useState<boolean>();
  useEffect(() => {
    if (figure.current === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setNarrow(entry.contentRect.width < NARROW_PX));
    observer.observe(figure.current);
    return () => observer.disconnect();
  }, [figure]);
  return narrow;
}
