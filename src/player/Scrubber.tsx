/**
 * The line that a reader drags. The slider is the browser's own, so that keys, touch and screen readers know it; the pointer is
 * ours, so that a tap anywhere on the line moves the playhead and a swipe still scrolls the page.
 */
import { memo, type PointerEvent, useRef } from 'react';
import { fractionOf, marksOf, type ScrubberMark } from './scrubber-marks.ts';
import type { Timeline } from './timeline.ts';
import { type Live, type Send, useLive } from './use-player.ts';
import { valueText } from './words.ts';

interface Props {
  readonly live: Live;
  /** Where the words are: what cannot be seen of the slider is moved no more often than it can be heard. */
  readonly told: number;
  readonly labels: readonly string[];
  readonly send: Send;
}

/** Moves at every event. */
export const Scrubber = memo(function Scrubber({ live, told, labels, send }: Props) {
  const {
    session: { timeline, place },
    awake,
    playing,
  } = useLive(live);
  const slider = useRef<HTMLInputElement>(null);
  const scrub = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const fraction = Math.max(0, Math.min(1, (event.clientX - left) / width));
    send({ type: 'SCRUB', place: Math.round(fraction * timeline.length) - 1 });
  };
  const take = (event: PointerEvent<HTMLDivElement>) => {
    if (!awake || event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    slider.current?.focus({ preventScroll: true });
    scrub(event);
  };
  const at = fractionOf(timeline, place);
  return (
    <div
      className="player-scrubber"
      onPointerDown={take}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && scrub(event)}
      onPointerUp={() => send({ type: 'RELEASE' })}
      onPointerCancel={() => send({ type: 'RELEASE' })}
    >
      <span className="scrubber-line" aria-hidden="true">
        <i style={{ scale: `${at} 1` }} />
      </span>
      <Marks timeline={timeline} />
      <input
        ref={slider}
        type="range"
        data-scrubber=""
        aria-label="Playhead"
        // While it plays it keeps quiet: whoever has it focused would hear every event.
        aria-valuetext={playing ? 'playing' : valueText(timeline, place, labels)}
        min={-1}
        max={timeline.length - 1}
        step={1}
        value={playing ? told : place}
        disabled={!awake}
        onChange={(event) => send({ type: 'SEEK', place: event.currentTarget.valueAsNumber })}
      />
      <span className="scrubber-thumb" style={{ translate: `calc(${100 * at}cqw - 50%) -50%` }} aria-hidden="true" />
    </div>
  );
});

const Marks = memo(function Marks({ timeline }: { readonly timeline: Timeline }) {
  return (
    <span className="scrubber-marks" aria-hidden="true">
      {marksOf(timeline).map((mark) => (
        <i
          key={`${mark.at}${mark.kind}`}
          className={`scrubber-mark is-${mark.kind}`}
          style={{ left: `${Math.round(mark.at * 10_000) / 100}%` }}
          title={mark.text}
        >
          {signOf(mark)}
        </i>
      ))}
    </span>
  );
});

const signOf = ({ kind }: ScrubberMark): string =>
  ({ violation: '✕', fault: '⚑', choice: '⚑', loss: '', mark: '' })[kind];
