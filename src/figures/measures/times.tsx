/** What charts with time on their axis share: the time of faults, what is still to come, and the way to a moment. */
import type { MouseEvent } from 'react';
import { faultInWords, type Played } from '../../kernel/index.ts';
import { faultSpans } from '../about.ts';
import { pattern } from '../patterns.tsx';
import { areaOf, type Place, round, type Scale } from './panel.tsx';

interface FaultTimesProps {
  readonly played: Played;
  readonly place: Place;
  readonly x: Scale;
  readonly patterns: string;
}

export function FaultTimes({ played, place, x, patterns }: FaultTimesProps) {
  const area = areaOf(place);
  return faultSpans(played).map(({ fault, from, fromUs, toUs }) => (
    <rect
      key={`${fault.kind} ${from}`}
      x={round(x(fromUs))}
      y={area.y}
      width={round(Math.max(2, x(toUs) - x(fromUs)))}
      height={area.height}
      style={{ fill: pattern(patterns, 'fault') }}
    >
      <title>{faultInWords(played.model, fault)}</title>
    </rect>
  ));
}

interface TimesProps {
  readonly place: Place;
  readonly x: Scale;
  readonly nowUs: number;
  onSeekTime(atUs: number): void;
}

/** What comes after the playhead is veiled; a click goes to its moment. */
export function Times({ place, x, nowUs, onSeekTime }: TimesProps) {
  const area = areaOf(place);
  const now = round(Math.min(area.x + area.width, x(nowUs)));
  const seek = (event: MouseEvent<SVGRectElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    if (width > 0) onSeekTime(Math.round(x.invert(area.x + ((event.clientX - left) / width) * area.width)));
  };
  return (
    <>
      <rect className="veil" x={now} y={area.y - 2} width={round(area.x + area.width - now)} height={area.height + 2} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut to a moment; the keyboard goes there with the transport */}
      <rect className="touch seeks" {...area} onClick={seek} />
    </>
  );
}
