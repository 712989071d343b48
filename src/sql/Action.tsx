/** A button that keeps the focus while it cannot be pressed: a disabled one loses it, and with it whoever uses the keyboard. */
interface ActionProps {
  /** False where no script runs, and until it does: then nobody can have come to it. */
  readonly awake: boolean;
  readonly able: boolean;
  readonly className?: string;
  readonly onPress: () => void;
  readonly children: React.ReactNode;
}

export const Action = ({ awake, able, className, onPress, children }: ActionProps) => (
  <button
    type="button"
    className={className}
    disabled={!awake}
    aria-disabled={awake && !able}
    onClick={() => able && onPress()}
  >
    {children}
  </button>
);
