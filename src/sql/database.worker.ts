/** PostgreSQL in a thread of its own: an endless query blocks this worker, not the page, and dies with it. */
import { PGlite } from '@electric-sql/pglite';
import { createDatabase } from './create.ts';
import { measure } from './experiments.ts';
import { explainScript } from './explain-script.ts';
import type { Reply, Request } from './protocol.ts';
import { runScript } from './run.ts';
import { holdWhileAlive } from './thread.ts';

let database: PGlite | undefined;
let always = '';

async function serve(request: Request): Promise<Reply> {
  const began = performance.now();
  const since = () => performance.now() - began;
  if (request.kind === 'open') {
    await holdWhileAlive(request.alive);
    database = await createDatabase(PGlite);
    for (const script of request.scripts) await database.exec(script);
    always = request.always;
    const { rows } = await database.query<{ readonly version: string }>('SELECT version()');
    return {
      kind: 'opened',
      version: /^PostgreSQL [\d.]+ \([^)]*\)/.exec(rows[0]?.version ?? '')?.[0] ?? 'PostgreSQL',
      ms: since(),
    };
  }
  if (database === undefined) throw new Error('the database is asked before it was opened');
  switch (request.kind) {
    case 'run':
      return { kind: 'answered', answer: await runScript(database, { always }, request), ms: since() };
    case 'explain':
      return { kind: 'explained', explained: await explainScript(database, { always }, request), ms: since() };
    case 'measure':
      return {
        kind: 'measured',
        pair: await measure(database, request.rows, request.experiment, request.n),
        ms: since(),
      };
  }
}

function fail(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  const problem = database === undefined ? `The database could not be loaded: ${why}.` : why;
  self.postMessage({ kind: 'failed', problem } satisfies Reply);
}

// PGlite waits for ever for a part of it that could not be fetched; all that is heard of it is a rejection that nobody handles.
self.addEventListener('unhandledrejection', ({ reason }) => {
  if (database === undefined) fail(reason);
});

self.addEventListener('message', async ({ data }: MessageEvent<Request>) => {
  try {
    self.postMessage(await serve(data));
  } catch (error) {
    fail(error);
  }
});
