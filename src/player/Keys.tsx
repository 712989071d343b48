/** What the keys mean, for whoever looks for it: no key has to be known, as each has its button. */
import { memo } from 'react';
import { KEYS, keysInWords, printed } from './keys.ts';
import type { Send } from './use-player.ts';

export const Keys = memo(() => (
  <details className="player-keys">
    <summary aria-keyshortcuts="?">Keys</summary>
    <ul>
      {Object.entries(KEYS).map(([key, { does }]) => (
        <li key={key}>
          <kbd>{printed(key)}</kbd> {does}
        </li>
      ))}
    </ul>
  </details>
));

/** Shown, the keys are told as well; where the focus is stays where it is. */
export function toggleKeys(player: HTMLElement, send: Send): void {
  if (player.querySelector('.player-keys')?.toggleAttribute('open')) send({ type: 'SAY', text: keysInWords() });
}

/** Whether there was anything to put away: what lies over something else goes by Escape, before anything else does. */
export function putKeysAway(player: HTMLElement): boolean {
  const open = player.querySelector('.player-keys[open]');
  open?.removeAttribute('open');
  return open !== null;
}
