/** `npm run -s sim -- …`: the simulations' command line, under a Node that runs TypeScript files as they are. */
import { existsSync } from 'node:fs';
import { inModules, runNode } from './node.mjs';
import { fail, inRepository } from './say.mjs';

if (!existsSync(inModules('xstate'))) fail('The packages are not installed yet: run `npm ci` first, or `npm start`.');
process.exit(await runNode([inRepository('src/cli/sim.ts'), ...process.argv.slice(2)]));
