/** The database's thread, as the page makes it. */
import type { Worker as DatabaseWorker } from './client.ts';
import { whenReleased } from './thread.ts';

export function newWorker(): DatabaseWorker {
  const made = new Worker(new URL('./database.worker.ts', import.meta.url), { type: 'module' });
  return Object.assign(made, { watch: whenReleased }) as DatabaseWorker; // the part of it that is used
}
