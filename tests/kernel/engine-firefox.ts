/**
 * A Firefox as distributions ship it. It cannot be driven as Playwright's own can; but it can be started on a page, and a page
 * can send its answer back.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Engine, Hashes } from './engines.ts';

/** A script that throws has no answer to send, and says why instead. */
const PAGE = `<!doctype html><title>Every simulation</title>
<script>addEventListener('error', ({ message }) => fetch('/failure', { method: 'POST', body: message }));</script>
<script src="/simulations.js"></script>
<script>if (globalThis.traceHashes) fetch('/answer', { method: 'POST', body: JSON.stringify(globalThis.traceHashes) });</script>`;

export const inFirefox = (name: string, program: string): Engine => ({
  name,
  run: async (code) => {
    const profile = mkdtempSync(path.join(tmpdir(), 'firefox-'));
    const server = createServer();
    const answer = answerFrom(server, code);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const page = `http://127.0.0.1:${port}/`;
    const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, page], { stdio: 'ignore' });
    const gone = new Promise<never>((_, reject) => {
      child.on('error', reject);
      child.on('exit', (exitCode) => reject(new Error(`${program} ended with ${exitCode} before it had answered`)));
    });
    try {
      return await Promise.race([answer, gone]);
    } finally {
      child.removeAllListeners('exit');
      await new Promise((resolve) => (child.kill() ? child.once('exit', resolve) : resolve(undefined)));
      server.closeAllConnections();
      server.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
    }
  },
});

const answerFrom = (server: Server, code: string): Promise<Hashes> =>
  new Promise((resolve, reject) => {
    server.on('request', async (request, response) => {
      const said = request.method === 'POST' ? await text(request) : '';
      if (request.url === '/answer') resolve(JSON.parse(said) as Hashes);
      if (request.url === '/failure') reject(new Error(`the script fails in Firefox: ${said}`));
      const isScript = request.url === '/simulations.js';
      response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`);
      response.end(isScript ? code : PAGE);
    });
  });
