/** Mermaid needs a global document and keeps global state: it gets a thread of its own and one diagram at a time. */
import { parentPort } from 'node:worker_threads';
import { render } from './render.ts';

export type Order = { readonly id: string; readonly text: string };
export type Delivery =
  | { readonly id: string; readonly svg: string }
  | { readonly id: string; readonly error: string; readonly line: number | undefined };

type ParseError = { message?: string; hash?: { line?: number; loc?: { first_line?: number } } };

async function deliver({ id, text }: Order): Promise<Delivery> {
  try {
    return { id, svg: await render(text, id) };
  } catch (thrown) {
    const { message, hash } = thrown as ParseError;
    const line = hash?.loc?.first_line ?? (hash?.line === undefined ? undefined : hash.line + 1);
    return { id, error: message ?? String(thrown), line };
  }
}

let queue: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (order: Order) => {
  queue = queue.then(async () => parentPort?.postMessage(await deliver(order)));
});
