/** Anything in a picture that a reader can choose, by pointer and by keyboard alike. */
import { type KeyboardEvent, type ReactNode, useContext } from 'react';
import { AtRest } from './at-rest.ts';

interface ChoosableProps {
  readonly label: string;
  readonly chosen: boolean;
  readonly className: string;
  onChoose(): void;
  readonly children: ReactNode;
}

/**
 * Preact, where it makes an SVG element itself, sets `tabIndex` as it is spelt here, and no browser knows an attribute of that
 * name: what a reader opens would have no stop of the keyboard.
 */
const asStop = (element: SVGGElement | null) => element?.setAttribute('tabindex', '0');

export function Choosable({ label, chosen, className, onChoose, children }: ChoosableProps) {
  const atRest = useContext(AtRest);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    // Space plays and pauses the figure everywhere else in it.
    event.preventDefault();
    event.stopPropagation();
    onChoose();
  };
  const button = { role: 'button', tabIndex: 0, ref: asStop, 'aria-pressed': chosen, onClick: onChoose, onKeyDown };
  return (
    <g className={`choosable ${className}`} {...(!atRest && button)}>
      {/* Its name. An aria-label would have to repeat the words on it, letter for letter (WCAG 2.5.3). */}
      {!atRest && <title>{label}</title>}
      {children}
    </g>
  );
}
