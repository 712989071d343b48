/** How many requests ended how, over time. */
import type { Played } from '../../kernel/index.ts';
import { tickWords } from '../about.ts';
import { Bars } from './bars.tsx';
import { ratesOf, totalOf } from './outcomes.ts';
import { areaOf, Panel, type Place, scalesOf } from './panel.tsx';
import type { EndedRequest } from './series.ts';
import { FaultTimes, Times } from './times.tsx';

interface RatesProps {
  readonly played: Played;
  readonly place: Place;
  readonly all: readonly EndedRequest[];
  readonly lastUs: number;
  readonly nowUs: number;
  readonly patterns: string;
  onSeekTime(atUs: number): void;
}

/** Lengths of time that people count in, in microseconds. */
const ROUND = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9].flatMap((unit) => [unit, 2 * unit, 5 * unit]);
const BIN_PX = 14;

export function Rates({ played, place, all, lastUs, nowUs, patterns, onSeekTime }: RatesProps) {
  const atMost = areaOf(place).width / BIN_PX;
  const bin = ROUND.find((length) => lastUs / length <= atMost) ?? lastUs;
  const bins = ratesOf(all, lastUs, bin);
  const { x, y } = scalesOf(place, lastUs, Math.max(...bins.map(totalOf)) || 1);
  const says = `requests a second, in steps of ${tickWords(bin)}; n = ${all.length} in the whole run`;
  return (
    <Panel place={place} title="How requests ended, over time" says={says} x={x} y={y}>
      <FaultTimes played={played} place={place} x={x} patterns={patterns} />
      <Bars bins={bins} bin={bin} last={lastUs} x={x} y={y} patterns={patterns} />
      <Times place={place} x={x} nowUs={nowUs} onSeekTime={onSeekTime} />
    </Panel>
  );
}
