/** What a key means while a figure has the focus. No single letters: they belong to screen readers and to the browser. */
import type { PlayerEvent } from './machine.ts';

export interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta: the browser's own. */
  readonly modified: boolean;
}

/** 'toggle' plays or pauses; undefined leaves the key to whoever has the focus. */
export function actOfKey({ key, shift, modified }: Press, length: number): PlayerEvent | 'toggle' | undefined {
  if (modified) return undefined;
  switch (key) {
    case ' ':
      return 'toggle';
    case 'ArrowLeft':
      return shift ? { type: 'LEAP', direction: -1 } : { type: 'STEP', by: -1 };
    case 'ArrowRight':
      return shift ? { type: 'LEAP', direction: 1 } : { type: 'STEP', by: 1 };
    case 'Home':
      return { type: 'SEEK', place: -1 };
    case 'End':
      return { type: 'SEEK', place: length - 1 };
    case 'Escape':
      return { type: 'SELECT', selection: {} };
    default:
      return undefined;
  }
}

const FIELDS =
  'input:not([data-scrubber]), select, textarea, [contenteditable], [role=radio], [role=tab], [role=option]';
const PRESSED_BY_SPACE = `${FIELDS}, button, a, summary, label, [role=button], [role=checkbox], [role=switch]`;

/** Whether what has the focus has a use of its own for a key. */
export const keepsKey = (focused: Element, key: string): boolean =>
  focused.closest(key === ' ' ? PRESSED_BY_SPACE : FIELDS) !== null;
