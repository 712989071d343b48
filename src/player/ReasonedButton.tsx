import type { ReactNode } from 'react';
import type { Send } from './use-player.ts';

interface Props {
  readonly awake: boolean;
  /** Why it cannot be pressed now, in a sentence; undefined where it can. */
  readonly whyNot: string | undefined;
  /** What it does, where its words leave that open. */
  readonly says?: string;
  readonly pressed?: boolean;
  readonly className?: string;
  readonly send: Send;
  onPress(): void;
  readonly children: ReactNode;
}

/**
 * A button that says why it cannot be pressed now. Whoever comes to it with the keyboard, or has pressed it, stays with it, which a
 * disabled one would not allow; who presses it all the same is told.
 */
export const ReasonedButton = ({ awake, whyNot, says, pressed, className, send, onPress, children }: Props) => (
  <button
    type="button"
    className={className}
    disabled={!awake}
    aria-disabled={awake && whyNot !== undefined ? true : undefined}
    aria-pressed={pressed}
    title={whyNot ?? says}
    onClick={() => (whyNot === undefined ? onPress() : send({ type: 'FAIL', problem: whyNot }))}
  >
    {children}
  </button>
);
