/** A part that is folded away. The build draws it, so that it opens without a script; afterwards it is drawn only while it is open. */
import { memo, type ReactNode, useEffect, useRef, useState } from 'react';

interface Props {
  readonly summary: string;
  /** How it begins. */
  readonly open?: boolean;
  /** There is nothing in it before a script has come: where none may, it is not shown. */
  readonly scripted?: boolean | undefined;
  /** On paper it is open. */
  readonly printed?: boolean;
  readonly children: (open: boolean) => ReactNode;
}

export function Fold({ summary, open: atFirst = false, scripted = false, printed = false, children }: Props) {
  const [open, setOpen] = useState(atFirst);
  const details = useRef<HTMLDetailsElement>(null);
  // A reader may have opened it before the script came.
  useEffect(() => setOpen(details.current?.open ?? false), []);
  return (
    <details
      ref={details}
      className={`player-fold${scripted ? ' is-scripted' : ''}${printed ? ' is-printed' : ''}`}
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
