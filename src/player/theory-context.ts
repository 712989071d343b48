import { createContext } from 'react';
import type { Swept } from '../figures/theory/swept.ts';
import type { Send } from './use-player.ts';

export interface TheoryContextValue {
  /** Sweeps that the build made. */
  readonly swept: readonly Swept[];
  /** The measure whose theory is shown first; the model's first when left out. */
  readonly measure: string | undefined;
  readonly awake: boolean;
  readonly send: Send;
}

/** What the view of a theory is given beside what every picture is: it sets a knob, and has a curve run again. */
export const TheoryContext = createContext<TheoryContextValue | undefined>(undefined);
