/**
 * What the faults that are at work on one component come to. Their windows may overlap: each one counts until it ends, and
 * a component is well again when none is left.
 */
import type { Fault } from './faults.ts';

export type ComponentFault = Extract<Fault, { component: string }>;

export interface Condition {
  readonly atWork: readonly ComponentFault[];
  readonly crashed: boolean;
  readonly paused: boolean;
  /** What it waits for takes so many times as long. */
  readonly slowness: number;
  /** How far its clock is ahead, in microseconds. */
  readonly skewUs: number;
}

export const WELL: Condition = { atWork: [], crashed: false, paused: false, slowness: 1, skewUs: 0 };

function conditionUnder(atWork: readonly ComponentFault[]): Condition {
  let { crashed, paused, slowness, skewUs } = WELL;
  for (const fault of atWork) {
    if (fault.kind === 'crash') crashed = true;
    else if (fault.kind === 'pause') paused = true;
    else if (fault.kind === 'slow') slowness *= fault.factor;
    else skewUs += Math.round(fault.byMs * 1000);
  }
  return { atWork, crashed, paused, slowness, skewUs };
}

/** The condition when `fault` begins. A crash ends every pause: what was paused is no more. */
export const withFault = ({ atWork }: Condition, fault: ComponentFault): Condition =>
  conditionUnder([...(fault.kind === 'crash' ? atWork.filter(({ kind }) => kind !== 'pause') : atWork), fault]);

/** The condition when `fault` ends. */
export const withoutFault = ({ atWork }: Condition, fault: ComponentFault): Condition =>
  conditionUnder(atWork.filter((other) => other !== fault));
