/** The same runs in several JavaScript engines: one script with the kernel and every simulation, and whoever can run it. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserType } from '@playwright/test';
import { build } from 'vite';
import { browserArguments, findBrowser } from '../../src/setup/find-browser.mjs';
import { inFirefox } from './engine-firefox.ts';

/** Trace hashes of the first seeds, by simulation and scenario. */
export type Hashes = Readonly<Record<string, string>>;

export interface Engine {
  readonly name: string;
  /** Why it cannot be asked here. */
  readonly missing?: string;
  run(script: string): Promise<Hashes>;
}

const ENTRY = 'virtual:every-simulation';

const root = path.resolve(import.meta.dirname, '../..');
const simulations = (): string[] =>
  readdirSync(path.join(root, 'simulations')).filter((name) =>
    existsSync(path.join(root, 'simulations', name, 'index.ts')),
  );

/** Long runs are cut: where two engines differ, they do so soon. */
const entryCode = (seeds: number, steps: number): string => `
import { recipeOf } from '/src/kernel/index.ts';
import { startRun } from '/src/kernel/start.ts';
import { TraceHash } from '/src/kernel/trace-hash.ts';
${simulations()
  .map((name, i) => `import model${i} from '/simulations/${name}/index.ts';`)
  .join('\n')}
const hashes = {};
for (const model of [${simulations().map((_, i) => `model${i}`)}])
  for (const scenario of Object.keys(model.scenarios)) {
    const hash = new TraceHash();
    for (let seed = 1; seed <= ${seeds}; seed++)
      startRun(model, recipeOf(model, scenario, { seed }), { stepped: (step) => hash.add(step) }).runToEnd(${steps});
    hashes[model.id + '/' + scenario] = hash.text;
  }
globalThis.traceHashes = hashes;
if (typeof document === 'undefined') (typeof print === 'function' ? print : console.log)(JSON.stringify(hashes));
`;

/** The script: it sets \`traceHashes\`, and prints them where there is no page. */
export async function script(seeds: number, steps: number): Promise<string> {
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === ENTRY ? id : null),
    load: (id: string) => (id === ENTRY ? entryCode(seeds, steps) : null),
  };
  const absolute = {
    name: 'absolute',
    resolveId: (id: string) => (/^\/(?:src|simulations)\//.test(id) ? path.join(root, id) : null),
  };
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [entry, absolute],
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rollupOptions: { input: ENTRY, output: { format: 'iife' } },
    },
  });
  const output = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  const chunk = output.find((file) => file.type === 'chunk');
  if (chunk === undefined) throw new Error('no script was built of the simulations');
  return chunk.code;
}

function inShell(name: string, program: string): Engine {
  return {
    name,
    run: async (code) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'engine-'));
      const file = path.join(folder, 'simulations.js');
      // XState asks for a console, which shells of bare engines do not have.
      writeFileSync(file, `globalThis.console ??= { log: globalThis.print, warn() {}, error() {} };\n${code}`);
      try {
        return JSON.parse(execFileSync(program, [file], { encoding: 'utf8', maxBuffer: 1 << 26 })) as Hashes;
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  };
}

function inBrowser(name: string, type: () => Promise<BrowserType>, launch: object): Engine {
  return {
    name,
    run: async (code) => {
      const browser = await (await type()).launch(launch);
      try {
        const page = await browser.newPage();
        await page.addScriptTag({ content: code });
        return await page.evaluate(() => (globalThis as unknown as { traceHashes: Hashes }).traceHashes);
      } finally {
        await browser.close();
      }
    },
  };
}

const missing = (name: string, why: string): Engine => ({
  name,
  missing: why,
  run: () => Promise.reject(new Error(`${name} is not there: ${why}`)),
});

async function chromium(): Promise<Engine> {
  try {
    const { path: executablePath } = await findBrowser();
    const launch = { args: browserArguments, ...(executablePath !== undefined && { executablePath }) };
    return inBrowser('Chromium', async () => (await import('@playwright/test')).chromium, launch);
  } catch (error) {
    return missing('Chromium', (error as Error).message);
  }
}

async function firefox(): Promise<Engine> {
  const { firefox: type } = await import('@playwright/test');
  if (existsSync(type.executablePath())) return inBrowser('Firefox', async () => type, {});
  return onThePath('Firefox', ['firefox-esr', 'firefox'], inFirefox);
}

/** The first of these programs that is there. */
function onThePath(name: string, programs: readonly string[], engine: (name: string, program: string) => Engine) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const found = programs.flatMap((program) => folders.map((folder) => path.join(folder, program))).find(isExecutable);
  return found === undefined ? missing(name, `no ${programs.join(' or ')} on the path`) : engine(name, found);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Node first: what the others are held against. */
export const engines = async (): Promise<readonly [Engine, ...Engine[]]> => [
  inShell('Node', process.execPath),
  await chromium(),
  await firefox(),
  onThePath('JavaScriptCore', ['jsc'], inShell),
  onThePath('SpiderMonkey', ['js140', 'js128', 'js115', 'js102'], inShell),
];
