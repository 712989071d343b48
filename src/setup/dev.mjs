/**
 * `npm run dev`: the site while you write, rebuilt at every save, in this terminal until Ctrl+C.
 *
 * Astro's own command sends the server to the background when it thinks that a program started it. Its interface for
 * programs does not, so we call that, in a process of the right Node.
 */
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { runNode } from './node.mjs';
import { plainlyUnlessAsked } from './plainly.mjs';
import { fail, portAsked } from './say.mjs';
import { recordSchemas, schemasChanged } from './schemas.mjs';

async function serveWhileWriting() {
  const { dev } = await import('astro');
  const port = portAsked('npm run dev');
  try {
    await dev({ server: { port }, force: schemasChanged('dev') });
  } catch (error) {
    fail(process.env.STACK === undefined ? error.message : error.stack);
  }
  recordSchemas('dev');
  process.on('SIGINT', () => process.exit(0));
}

const isMain = import.meta.url === pathToFileURL(process.argv[1]).href;
if (isMain && process.argv[2] === '--here') {
  await serveWhileWriting();
} else if (isMain) {
  portAsked('npm run dev');
  await ensureInstalled();
  const print = (text) => process.stdout.write(text);
  const env = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
  const code = await runNode([process.argv[1], '--here'], { env, onOutput: plainlyUnlessAsked(print) });
  if (code !== 0) fail('The development server ended with an error, which is above.');
}
