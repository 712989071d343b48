/**
 * Notices that a thread is no more, however it ended. No event says so: a thread that closes itself, or that the browser takes
 * away, falls silent. But a lock that it holds is released with it, and whoever waits for the lock is told.
 */

/** In the thread: holds the lock for as long as the thread lives. Resolves when it is held, or where a browser has no locks. */
export const holdWhileAlive = (name: string): Promise<void> =>
  new Promise((held) => {
    if (navigator.locks === undefined) return held();
    void navigator.locks.request(name, () => {
      held();
      return new Promise(() => undefined);
    });
  });

/** In the page, after the thread holds it. Without locks nothing is told, and a time limit has to notice. */
export function whenReleased(name: string, tell: () => void): void {
  void navigator.locks?.request(name, tell);
}

let made = 0;
/** No other page's, and none of this page's. */
export const newName = (): string => `database ${Math.random()} ${++made}`;
