/** A part that is folded away. The build draws it, so that it opens without a script; afterwards it is drawn only while it is open. */
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  readonly summary: string;
  /** How it begins. */
  readonly open?: boolean;
  /** `scripted`: empty before a script has come, and not shown where none may. `printed`: open on paper. */
  readonly kind?: 'scripted' | 'printed' | undefined;
  readonly children: (open: boolean) => ReactNode;
}

export function Fold({ summary, open: atFirst = false, kind, children }: Props) {
  const [open, setOpen] = useState(atFirst);
  const details = useRef<HTMLDetailsElement>(null);
  // A reader may have opened it before the script came.
  useEffect(() => setOpen(details.current?.open ?? false), []);
  return (
    <details
      ref={details}
      className={`player-fold is-${kind}`}
      open={atFirst}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{summary}</summary>
      <WhileOpen open={open}>{children}</WhileOpen>
    </details>
  );
}

const WhileOpen = memo(
  ({ open, children: draw }: { readonly open: boolean } & Pick<Props, 'children'>) => draw(open),
  (_, { open }) => !open,
);
