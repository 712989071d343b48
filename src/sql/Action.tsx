/**
 * A button that keeps the focus while it cannot be pressed: a disabled one loses it, and with it whoever uses the keyboard. It
 * says why it cannot be.
 */
interface ActionProps {
  /** False where no script runs, and until it does: then nobody can have come to it. */
  readonly awake: boolean;
  /** Why it cannot be pressed now, in a sentence; undefined where it can. */
  readonly whyNot: string | undefined;
  readonly className?: string;
  /** Where its words alone do not say what it is about. */
  readonly label?: string;
  readonly onPress: () => void;
  /** Is told why not, when it is pressed all the same. */
  readonly onRefused?: (why: string) => void;
  readonly children: React.ReactNode;
}

export const Action = ({ awake, whyNot, className, label, onPress, onRefused, children }: ActionProps) => (
  <button
    type="button"
    className={className}
    disabled={!awake}
    aria-disabled={awake && whyNot !== undefined}
    aria-label={label}
    title={whyNot}
    onClick={() => (whyNot === undefined ? onPress() : onRefused?.(whyNot))}
  >
    {children}
  </button>
);
