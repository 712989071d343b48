/**
 * `npm run build`: the site, then the search index over it, into dist/.
 *
 * What was built is remembered by a hash of everything it was built from, so that a second `npm start` only serves.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled } from './install.mjs';
import { inModules, runNode } from './node.mjs';
import { plainlyUnlessAsked } from './plainly.mjs';
import { fail, inRepository } from './say.mjs';
import { recordSchemas, schemasChanged } from './schemas.mjs';
import { withOneBuildAtATime } from './take-turns.mjs';

const inputs = [
  'src',
  'public',
  'case-studies',
  'simulations',
  'CONTRIBUTING.md',
  'astro.config.mjs',
  'package-lock.json',
  'tsconfig.json',
];
// A run of the tests or of a script does not change what a reader gets.
const notInputs = /\.test\.tsx?$|^src\/setup\/|^src\/cli\/|(^|\/)golden\//;

export const outputFolder = () => process.env.OUT_DIR ?? 'dist';
const record = () => path.resolve(inRepository('.'), outputFolder(), '.built-from');

function filesIn(relative) {
  const absolute = inRepository(relative);
  if (!existsSync(absolute)) return [];
  const entries = path.extname(relative) ? [] : readdirSync(absolute, { withFileTypes: true, recursive: true });
  if (entries.length === 0) return [relative];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) =>
      path.relative(inRepository('.'), path.join(entry.parentPath ?? entry.path, entry.name)).replaceAll(path.sep, '/'),
    );
}

function hashOfInputs() {
  const hash = createHash('sha256').update(
    JSON.stringify([process.env.BASE_PATH, process.env.SITE_URL, process.env.GALLERY]),
  );
  const files = inputs
    .flatMap(filesIn)
    .filter((file) => !notInputs.test(file))
    .sort();
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(inRepository(file)));
  return hash.digest('hex');
}

export const isBuilt = () => existsSync(record()) && readFileSync(record(), 'utf8') === hashOfInputs();

/** Events and links inside a figure are no answer to a search; the question above it and the prose around it are. */
const searchOptions = () => ['--site', outputFolder(), '--exclude-selectors', '.figure', '--silent'];

/**
 * Resolves with true when the site was built. `quiet` keeps the tools' output back until something fails.
 * @param {{ quiet?: boolean }} [options]
 */
export async function build({ quiet = false } = {}) {
  return withOneBuildAtATime(async () => {
    const hash = hashOfInputs();
    let output = '';
    // Whatever the shell says (a test runner says "test"): half a development build meets half of React and dies in the page.
    const env = {
      NODE_ENV: 'production',
      // Behind a pipe Astro would think that nobody sees colours.
      ...(process.stdout.isTTY && { FORCE_COLOR: '1' }),
    };
    const print = quiet ? (text) => (output += text) : (text) => process.stdout.write(text);
    const options = { env, onOutput: plainlyUnlessAsked(print) };
    const anew = schemasChanged('build') ? ['--force'] : [];
    const built =
      (await runNode([inModules('astro/bin/astro.mjs'), 'build', ...anew, '--outDir', outputFolder()], options)) ===
        0 && (await runNode([inModules('pagefind/lib/runner/bin.cjs'), ...searchOptions()], options)) === 0;
    if (built) {
      writeFileSync(record(), hash);
      recordSchemas('build');
    } else process.stderr.write(output);
    if (built && !quiet && process.env.SITE_URL === undefined)
      console.log(
        'The pages name no address of their own: SITE_URL=https://… gives them canonical links, cards and a sitemap.',
      );
    return built;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  if (!(await build())) fail('The site was not built: the error is above.');
}
