/**
 * What a key means while a figure has the focus: one table, which the handler, the buttons and the list of keys all read. No
 * single letters: they belong to screen readers and to the browser.
 */
import type { IconName } from './icons.tsx';
import type { PlayerEvent } from './machine.ts';

export interface Press {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Alt or Meta: the browser's own. */
  readonly modified: boolean;
}

/** 'toggle' plays or pauses; 'keys' tells what the keys mean. */
type Act = PlayerEvent | 'toggle' | 'keys';

export interface KeyAct {
  /** What it does, which is also the name of its button. */
  readonly does: string;
  /** The sign on its button; left out where something else than a button of the transport does the same. */
  readonly icon?: IconName;
  readonly act: Act;
}

/** By the name of the key, as `aria-keyshortcuts` writes it, in the order of the buttons. */
export const KEYS: Readonly<Record<string, KeyAct>> = {
  Home: { does: 'To the start', icon: 'start', act: { type: 'SEEK', place: -1 } },
  'Shift+ArrowLeft': { does: 'Back to the previous landmark', icon: 'previous', act: { type: 'LEAP', direction: -1 } },
  ArrowLeft: { does: 'Back one event', icon: 'back', act: { type: 'STEP', by: -1 } },
  Space: { does: 'Play or pause', icon: 'play', act: 'toggle' },
  ArrowRight: { does: 'On one event', icon: 'on', act: { type: 'STEP', by: 1 } },
  'Shift+ArrowRight': { does: 'On to the next landmark', icon: 'next', act: { type: 'LEAP', direction: 1 } },
  End: { does: 'To the end', icon: 'end', act: { type: 'SEEK', place: Infinity } },
  Escape: { does: 'Let go of what is selected', act: { type: 'SELECT', selection: {} } },
  '?': { does: 'Show these keys, or hide them', act: 'keys' },
};

/** "Shift ←": a key as it is printed on a keyboard. */
export const printed = (key: string): string =>
  key.replace('+', ' ').replace('ArrowLeft', '←').replace('ArrowRight', '→');

/** The same for whoever cannot see the list. */
export const keysInWords = (): string =>
  Object.entries(KEYS)
    .map(([key, { does }]) => `${key.replace(/\+?Arrow/, ' ').trim()}: ${does}`)
    .join('. ');

/** Undefined leaves the key to whoever has the focus. */
export function actOfKey({ key, shift, modified }: Press): Act | undefined {
  if (modified) return undefined;
  const name = key === ' ' ? 'Space' : key;
  return ((shift && KEYS[`Shift+${name}`]) || KEYS[name])?.act;
}

const FIELDS =
  'input:not([data-scrubber]), select, textarea, [contenteditable], [role=radio], [role=tab], [role=option]';
const PRESSED_BY_SPACE = `${FIELDS}, button, a, summary, label, [role=button], [role=checkbox], [role=switch]`;

/** Whether what has the focus has a use of its own for a key. */
export const keepsKey = (focused: Element, key: string): boolean =>
  focused.closest(key === ' ' ? PRESSED_BY_SPACE : FIELDS) !== null;
