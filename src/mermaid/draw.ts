/** Diagrams by their text: from memory, from the cache on disk, or from the worker thread. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { Delivery, Order } from './worker.ts';

export class DiagramError extends Error {
  /** Of the diagram's text, from 1; undefined when Mermaid does not say. */
  readonly line: number | undefined;
  constructor(message: string, line: number | undefined) {
    super(message);
    this.line = line;
  }
}

const here = new URL('.', import.meta.url);
const cache = new URL('../../node_modules/.cache/faultline/diagrams/', here);

/** A drawing depends on its text, on our code, on the colours and on Mermaid's version. */
function hashOfTools(): string {
  const hash = createHash('sha256').update(createRequire(import.meta.url)('mermaid/package.json').version);
  const files = readdirSync(here)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => new URL(name, here));
  for (const file of [...files, new URL('../styles/tokens.css', here)]) hash.update(readFileSync(file));
  return hash.digest('hex');
}
const tools = hashOfTools();

type Waiting = { resolve: (svg: string) => void; reject: (error: Error) => void };
const waiting = new Map<string, Waiting>();
let thread: Worker | undefined;

function startThread(): Worker {
  const worker = new Worker(new URL('worker.ts', here), { execArgv: ['--no-warnings'] });
  worker.on('message', (delivery: Delivery) => {
    const { resolve, reject } = waiting.get(delivery.id) as Waiting;
    waiting.delete(delivery.id);
    if (waiting.size === 0) worker.unref();
    if ('svg' in delivery) resolve(delivery.svg);
    else reject(new DiagramError(delivery.error, delivery.line));
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
    thread = undefined;
  });
  return worker;
}

function fromThread(order: Order): Promise<string> {
  thread ??= startThread();
  thread.ref(); // the build may not end while a diagram is being drawn, and need not wait for an idle thread
  return new Promise((resolve, reject) => {
    waiting.set(order.id, { resolve, reject });
    thread?.postMessage(order);
  });
}

async function fromCache(id: string, text: string): Promise<string> {
  const file = new URL(`${id}.svg`, cache);
  try {
    return await readFile(file, 'utf8');
  } catch {
    const svg = await fromThread({ id, text });
    await mkdir(cache, { recursive: true });
    const unfinished = new URL(`${id}.${process.pid}.part`, cache);
    await writeFile(unfinished, svg);
    await rename(unfinished, file);
    return svg;
  }
}

const inMemory = new Map<string, Promise<string>>();

export function draw(text: string): Promise<string> {
  const id = `d${createHash('sha256').update(tools).update(text).digest('hex').slice(0, 12)}`;
  const drawing = inMemory.get(id) ?? fromCache(id, text);
  inMemory.set(id, drawing);
  return drawing;
}
