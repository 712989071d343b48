/** The command line: the same models without a browser. `npm run -s sim -- --help` says what it can do. */
import process from 'node:process';
import { catalogueIn } from './catalogue.ts';
import { main } from './main.ts';
import { terminalOf } from './terminal.ts';

// A reader such as `head` may leave before the end; that is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// An author's own file may stand far up the way.
Error.stackTraceLimit = 50;

const simulations = new URL('../../simulations/', import.meta.url);
process.exitCode = await main(process.argv.slice(2), {
  catalogue: catalogueIn(simulations),
  terminal: terminalOf(process.stdout, process.stderr),
  showsStack: process.env.STACK !== undefined,
});
