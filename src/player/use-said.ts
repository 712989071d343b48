/** Tells whoever listens what has been found, once it is shown. */
import { useEffect } from 'react';
import type { Send } from './use-player.ts';

export function useSaid(text: string, send: Send): void {
  useEffect(() => send({ type: 'SAY', text }), [text, send]);
}
