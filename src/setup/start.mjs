/** `npm start`: install when needed, build when something changed, serve. On a machine that has git, Node and npm only. */
import { build, isBuilt, outputFolder } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { rightNode } from './node.mjs';
import { fail, inRepository, portAsked, secondsSince } from './say.mjs';
import { serve } from './serve.mjs';

const port = portAsked('npm start');
const startedAt = performance.now();
const folder = inRepository(outputFolder());

/** Opens the port, or says in a sentence why that cannot be. */
async function openPort() {
  try {
    return await serve({ folder, port, base: process.env.BASE_PATH, host: process.env.HOST });
  } catch (error) {
    if (error.code === 'EADDRINUSE') fail(`Port ${port} is in use: choose another with PORT=${port + 1} npm start`);
    if (error.code === 'EACCES') fail(`Port ${port} may not be opened by you: choose another with PORT=4322 npm start`);
    throw error;
  }
}

// Nobody should wait for an installation and a build to be told that the port is taken.
(await openPort()).close();
await ensureInstalled();
rightNode();

if (isBuilt()) {
  console.log('Nothing changed since the last build.');
} else {
  console.log('Building the site …');
  if (!(await build({ quiet: true }))) fail('The site was not built: the error is above.');
}

const { address } = await openPort();
console.log(`\nFaultline is at ${address}   (ready in ${secondsSince(startedAt)}, Ctrl+C ends it)`);
