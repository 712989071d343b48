/**
 * `npm test`: everything that a change has to pass, one step after the other, and what was found at the end.
 *
 *   npm test -- --only=lint,types      some of: lint, types, unit, build, browser
 *
 * A step that fails does not keep the others from running, except that the browser needs a built site.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build, isBuilt } from './build.mjs';
import { findBrowser } from './find-browser.mjs';
import { ensureInstalled } from './install.mjs';
import { inModules, rightNode, runNode } from './node.mjs';
import { fail, secondsSince } from './say.mjs';

/** @typedef {{ passed: number, failed: number, note?: string, failures?: string[] }} Outcome `failures`: where, which, and the first line of why. */

const asOne = (succeeded) => (succeeded ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // the tool died before it could write it
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of
const plainFirstLine = (text = '') => text.replaceAll(/\u001b\[[\d;]*m/g, '').split('\n')[0];

/** Every test of Playwright's report that was not as expected, suites within suites. */
function unexpectedIn(suite) {
  const own = (suite.specs ?? [])
    .filter(({ ok }) => !ok)
    .map(({ file, line, title, tests }) => {
      const at = `tests/site/${file}:${line}`;
      const why = tests.flatMap(({ results }) => results).flatMap(({ error }) => error?.message ?? [])[0];
      return { at, text: `${at} › ${title}: ${plainFirstLine(why)}` };
    });
  return [...own, ...(suite.suites ?? []).flatMap(unexpectedIn)];
}

async function lint() {
  const passes = (await runNode([inModules('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'])) === 0;
  return passes ? asOne(true) : { ...asOne(false), note: '`npm run format` mends what a tool can mend' };
}

async function types() {
  const compiler = inModules('typescript7/bin/tsc');
  const checks = [
    // First, because it writes the types of the content that the others read.
    [inModules('astro/bin/astro.mjs'), 'check', '--minimumSeverity', 'warning'],
    [compiler, '--noEmit'],
    [compiler, '--noEmit', '--project', 'tsconfig.pure.json'],
  ];
  let succeeded = true;
  for (const check of checks) succeeded = (await runNode(check)) === 0 && succeeded;
  return asOne(succeeded);
}

async function unit() {
  const file = path.join(reports, 'unit.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const code = await runNode([inModules('vitest/vitest.mjs'), 'run', ...reporters]);
  const report = readReport(file);
  if (report === undefined) return { ...asOne(false), note: 'no report was written' };
  // A file that cannot be loaded has no tests to fail.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + brokenFiles.length;
  const failures = report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative(process.cwd(), name);
    if (brokenFiles.some((broken) => broken.name === name)) return [`${file}: ${plainFirstLine(message)}`];
    return assertionResults
      .filter(({ status }) => status === 'failed')
      .map((test) => `${file} › ${test.fullName}: ${plainFirstLine(test.failureMessages[0])}`);
  });
  return { passed: report.numPassedTests, failed: failed || Number(code !== 0), failures };
}

/** A port of the system's choice, so that two runs on one machine do not meet. */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function browser() {
  try {
    console.log(`Chromium ${(await findBrowser({ install: true })).how}`);
  } catch (error) {
    return { ...asOne(false), note: error.message };
  }
  if (!isBuilt() && !(await build({ quiet: true }))) return { ...asOne(false), note: 'the site was not built' };
  const first = await playwright();
  if (first === undefined) return { ...asOne(false), note: 'no report was written' };
  const count = first.unexpected.length;
  if (count === 0 || count > fewEnoughToTryAgain) return outcomeOf(first);
  console.log(`\nTwice more, with the machine to itself:\n${textsOf(first.unexpected)}\n`);
  const again = await playwright('--workers=1', '--repeat-each=2', ...first.unexpected.map(({ at }) => at));
  if (again === undefined || again.failed > 0) return outcomeOf(first);
  const note = `FLAKY, ${count} of them: failed once, passed twice alone; named above, and each is a bug of the test or of the page`;
  return { passed: first.passed + count, failed: 0, failures: [], note };
}

/**
 * What fails once beside all others and passes twice alone does not keep a change from landing: it is named as flaky, in the last
 * lines. What is broken fails again.
 */
const fewEnoughToTryAgain = 2;

const textsOf = (tests) => tests.map(({ text }) => text).join('\n');
const outcomeOf = ({ passed, failed, unexpected }) => ({
  passed,
  failed,
  failures: unexpected.map(({ text }) => text),
});

/** @returns undefined where Playwright died before it could report */
async function playwright(...options) {
  const file = path.join(reports, 'browser.json');
  rmSync(file, { force: true });
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, TEST_PORT: String(await freePort()) };
  const code = await runNode([inModules('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...options], {
    env,
  });
  const report = readReport(file);
  if (report === undefined) return undefined;
  const { expected, unexpected } = report.stats;
  return { passed: expected, failed: unexpected || Number(code !== 0), unexpected: unexpectedIn(report) };
}

const steps = { lint, types, unit, build: async () => asOne(await build()), browser };

function chosen() {
  const [stranger] = process.argv.slice(2).filter((argument) => !argument.startsWith('--only='));
  if (stranger !== undefined)
    fail(
      `unknown argument "${stranger}"; expected --only=${Object.keys(steps).join(',')}, or some of them. Tests of one file: npx vitest run FILE, or npx playwright test FILE`,
    );
  const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
  const names = only?.split(',') ?? Object.keys(steps);
  const unknown = names.filter((name) => !(name in steps));
  if (unknown.length > 0) fail(`unknown step "${unknown.join(', ')}"; known: ${Object.keys(steps).join(', ')}`);
  return names;
}

const startedAt = performance.now();
const names = chosen();
const reports = mkdtempSync(path.join(tmpdir(), 'faultline-'));
await ensureInstalled();
rightNode();

const lines = [];
const failures = [];
let [passed, failed] = [0, 0];
for (const name of names) {
  console.log(`\n── ${name} ${'─'.repeat(60 - name.length)}`);
  const stepStartedAt = performance.now();
  const outcome = await steps[name]();
  passed += outcome.passed;
  failed += outcome.failed;
  failures.push(...(outcome.failures ?? []));
  const counts = `${String(outcome.passed).padStart(5)} passed ${String(outcome.failed).padStart(4)} failed`;
  lines.push(
    `${name.padEnd(8)}${counts}   ${secondsSince(stepStartedAt).padStart(8)}${outcome.note ? `   ${outcome.note}` : ''}`,
  );
}
rmSync(reports, { recursive: true, force: true });

if (failures.length > 0) console.log(`\n${failures.join('\n')}`);
console.log(`\n${lines.join('\n')}\nin ${secondsSince(startedAt)}\n\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
