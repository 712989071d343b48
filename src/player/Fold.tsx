/** A part that is folded away. The build draws it, so that it opens without a script; afterwards it is drawn only while it is open. */
import { memo, type ReactNode, useState } from 'react';

interface Props {
  readonly summary: string;
  /** How it begins. */
  readonly open?: boolean;
  readonly children: (open: boolean) => ReactNode;
}

export function Fold({ summary, open: atFirst = false, children }: Props) {
  const [open, setOpen] = useState(atFirst);
  return (
    <details className="player-fold" open={atFirst} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      <WhileOpen open={open}>{children}</WhileOpen>
    </details>
  );
}

const WhileOpen = memo(
  ({ open, children: draw }: { readonly open: boolean } & Pick<Props, 'children'>) => draw(open),
  (_, { open }) => !open,
);
