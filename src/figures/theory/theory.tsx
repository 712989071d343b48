/**
 * Theory drawn over runs: a curve along a knob with this run and a sweep on it, or a line over the time of this run. Where a
 * theory stops applying it is greyed, and where there is none it is hatched; beneath stands why.
 */
import { memo } from 'react';
import type { Theory } from '../../kernel/index.ts';
import type { PictureProps } from '../contract.ts';
import { CurvePicture } from './curve.tsx';
import { LinePicture } from './line.tsx';
import type { Swept } from './swept.ts';

export interface TheoryProps extends Pick<PictureProps, 'played' | 'moment' | 'narrow' | 'onSeek'> {
  readonly theory: Theory;
  /** Points of a sweep with these knobs, if there are any. */
  readonly swept?: Swept | undefined;
  /** Asks for a run with another value of the curve's knob. Without it nothing can be chosen. */
  onTurn?: ((value: number) => void) | undefined;
}

/** A curve stays as it is while its run is played. */
const StillCurve = memo(CurvePicture);

export function TheoryPicture({ theory, played, moment, narrow, swept, onSeek, onTurn }: TheoryProps) {
  return theory.kind === 'curve' ? (
    <StillCurve {...{ theory, played, narrow, swept, onTurn }} />
  ) : (
    <LinePicture {...{ theory, played, moment, narrow, onSeek }} />
  );
}

/** What a choice among theories calls this one. */
export function nameOfTheory(theory: Theory): string {
  return theory.says.replace(/\.$/, '');
}
