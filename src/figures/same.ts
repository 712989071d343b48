/** Whether something is as it was when it was last drawn: then nothing of it has to be drawn again. */
import type { ComponentNow } from '../kernel/index.ts';

export const isSameNow = (a: ComponentNow, b: ComponentNow): boolean =>
  a.component === b.component && a.state === b.state && a.up === b.up && a.paused === b.paused;

export const areSame = <T>(
  a: readonly T[],
  b: readonly T[],
  isSame: (one: T, other: T) => boolean = Object.is,
): boolean => a.length === b.length && a.every((one, i) => isSame(one, b[i] as T));
