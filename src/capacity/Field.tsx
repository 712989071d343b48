/** A field for a number that is printed as numbers are everywhere, "500,000", which a browser's own number field cannot do. */
import { type KeyboardEvent, useState } from 'react';
import { asWritten, readNumber } from './written.ts';

interface Props {
  /** The id of what names it. */
  readonly labelledBy: string;
  readonly value: number;
  /** What an arrow key adds or takes away. */
  readonly step: number;
  readonly readOnly: boolean;
  /** Only told of what can be read as a number. */
  readonly onChange: (value: number) => void;
}

const DIRECTIONS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

export function Field({ labelledBy, value, step, readOnly, onChange }: Props) {
  // What is being typed stands as it was typed until the field is left: "0." on the way to "0.5" would become 0.
  const [typed, setTyped] = useState<string>();
  const take = (text: string) => {
    setTyped(text);
    const read = readNumber(text);
    if (read !== undefined) onChange(read);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || readOnly) return;
    event.preventDefault();
    take(asWritten(Math.max(0, value + direction * step)));
  };
  return (
    <input
      type="text"
      inputMode="decimal"
      autoComplete="off"
      role="spinbutton"
      aria-labelledby={labelledBy}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-invalid={typed !== undefined && readNumber(typed) === undefined}
      value={typed ?? asWritten(value)}
      readOnly={readOnly}
      onChange={({ target }) => take(target.value)}
      onKeyDown={onKeyDown}
      onBlur={() => setTyped(undefined)}
    />
  );
}
