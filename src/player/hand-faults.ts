/** The faults that a reader can add by hand, and what each becomes. */
import type { Fault } from '../kernel/index.ts';

export const HAND_FAULTS = {
  crash: 'crash, then restart',
  pause: 'pause, unaware',
  slow: 'work ten times slower',
  partition: 'cut the line',
  loss: 'lose half of the messages',
  delay: 'delay messages by 500 ms',
} as const;
export type HandFault = keyof typeof HAND_FAULTS;

export const DURATIONS_MS = [100, 1_000, 5_000, 30_000] as const;

export interface Aim {
  readonly atUs: number;
  readonly durationMs: number;
  /** A component; for a fault of the line an id or a kind. */
  readonly from: string;
  readonly to: string;
}

/** It acts between two ends and not in one place. */
export const needsLine = (kind: HandFault): boolean => kind === 'partition' || kind === 'loss' || kind === 'delay';

export function faultFor(kind: HandFault, { atUs, durationMs, from, to }: Aim): Fault {
  const window = { atUs, untilUs: atUs + durationMs * 1000 };
  switch (kind) {
    case 'crash':
    case 'pause':
      return { kind, component: from, ...window };
    case 'slow':
      return { kind, component: from, factor: 10, ...window };
    case 'partition':
      return { kind, from, to, ...window };
    case 'loss':
      return { kind, from, to, probability: 0.5, ...window };
    case 'delay':
      return { kind, from, to, byMs: 500, ...window };
  }
}
