import type { Send } from './use-player.ts';

type TakeAway = typeof import('./take-away.ts');

export const NOT_FETCHED = 'This part of the page could not be fetched: is there a connection? Try again.';

export const fetchTakeAway = (): Promise<TakeAway> =>
  import('./take-away.ts').catch(() => {
    throw new Error(NOT_FETCHED);
  });

/** Does something with it as soon as it is here; the reader is told why when that cannot be. */
export async function withTakeAway(send: Send, act: (takeAway: TakeAway) => void): Promise<void> {
  try {
    act(await fetchTakeAway());
  } catch (error) {
    send({ type: 'FAIL', problem: (error as Error).message });
  }
}

/** A browser lets a page copy only right after a press: what makes the text is fetched when somebody reaches for the button. */
export const reachedFor = (): void => {
  fetchTakeAway().catch(() => {});
};
