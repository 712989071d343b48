/** Bars of one chart: the outcomes of each bin on top of each other. */
import type { Outcome } from '../../kernel/index.ts';
import { pattern } from '../patterns.tsx';
import { type Counts, outcomes, toneOfOutcome } from './outcomes.ts';
import { round, type Scale } from './panel.tsx';

interface BarsProps {
  readonly bins: readonly Counts[];
  /** What a bin covers on the axis. */
  readonly bin: number;
  /** Where the axis ends, and the last bin. */
  readonly last: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly patterns: string;
}

export function Bars({ bins, bin, last, x, y, patterns }: BarsProps) {
  return bins.map((counts, i) => {
    const from = x(i * bin);
    const width = Math.max(1, x(i + 1 < bins.length ? (i + 1) * bin : last) - from - 1);
    let below = 0;
    return outcomes.map((outcome) => {
      const bottom = y(below);
      below += counts[outcome];
      if (counts[outcome] === 0) return null;
      const top = y(below);
      const box = { x: round(from), y: round(top), width: round(width), height: round(Math.max(0.5, bottom - top)) };
      return <OutcomeBox key={`${outcome} ${box.x}`} outcome={outcome} patterns={patterns} {...box} />;
    });
  });
}

interface OutcomeBoxProps {
  readonly outcome: Outcome;
  readonly patterns: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function OutcomeBox({ outcome, patterns, ...box }: OutcomeBoxProps) {
  const hatched = outcome === 'timedOut';
  return (
    <rect
      className={`${hatched ? 'hatched' : 'fill'} tone-${toneOfOutcome[outcome]}`}
      {...box}
      {...(hatched && { style: { fill: pattern(patterns, 'wasted') } })}
    />
  );
}
