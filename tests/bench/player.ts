/**
 * How the player keeps up with a thousand messages on their way, on a processor four times slower: frames a second while it
 * plays, by Chromium's own tracing, and how long a step or a scrub takes until it is painted, by its Event Timing.
 */
import path from 'node:path';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { build, createServer } from 'vite';
import { lightReact } from '../../src/islands/integration.ts';
import type { FigureData } from '../../src/player/figure-data.ts';
import type * as Prepare from '../../src/player/prepare.ts';
import { browserArguments, findBrowser } from '../../src/setup/find-browser.mjs';
import { type Bench, percentile, type Row } from './rows.ts';
import { storm, UNDER_WAY } from './storm-model.ts';

const SLOWER = 4;
/** Short enough that the storm is not over at the greatest speed. */
const WATCHED_MS = 2_500;
const PRESSES = 40;
const root = path.resolve(import.meta.dirname, '../..');
const address = 'http://bench.localhost/';

type Files = ReadonlyMap<string, string>;

async function buildPage(): Promise<Files> {
  const entry = path.join(root, 'tests/bench/player-page.tsx');
  const output = { entryFileNames: 'entry.js' };
  const built = await build({
    root,
    configFile: false,
    logLevel: 'silent',
    publicDir: false,
    plugins: [lightReact],
    worker: { format: 'es' },
    build: { write: false, rolldownOptions: { input: entry, output } },
  });
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []));
  return new Map(
    files.map((file) => [file.fileName, file.type === 'chunk' ? file.code : Buffer.from(file.source).toString()]),
  );
}

/** What the build writes into a page. It finds pictures as a bundler does, which Node alone cannot. */
async function preparedFigure(): Promise<FigureData> {
  const server = { middlewareMode: true, watch: null, hmr: false, ws: false } as const;
  const optimizeDeps = { noDiscovery: true, include: [] };
  const vite = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    server,
    optimizeDeps,
  });
  const { prepareFigure } = (await vite.ssrLoadModule('/src/player/prepare.ts')) as typeof Prepare;
  const figure = prepareFigure({ simulation: storm.id }, [storm], 'the bench', (address) => address);
  await vite.close();
  return figure;
}

/** In the frame of a study's column, as a host would serve it. */
function htmlFor(files: Files, figure: FigureData): string {
  const styles = [...files.keys()].filter((name) => name.endsWith('.css'));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>bench</title>
${styles.map((name) => `<link rel="stylesheet" href="/${name}">`).join('\n')}
<script type="application/json" id="figure-data">${JSON.stringify(figure)}</script>
<script type="module" src="/entry.js"></script></head>
<body><main style="max-width:70rem;margin:auto"><figure class="figure" id="figure"></figure></main></body></html>`;
}

async function openFigure(browser: Browser, files: Files): Promise<Page> {
  const html = htmlFor(files, await preparedFigure());
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(`${address}**`, (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    if (name === '') return route.fulfill({ contentType: 'text/html', body: html });
    const contentType = name.endsWith('.css') ? 'text/css' : 'text/javascript';
    return route.fulfill({ contentType, body: files.get(name) ?? '' });
  });
  await page.goto(address);
  await page.locator('.player[data-state=awake]').waitFor();
  return page;
}

interface TraceEvent {
  readonly name: string;
  readonly ts: number;
}

/** What Chromium traced while `act` was under way; times in microseconds. */
async function traced(session: CDPSession, act: () => Promise<void>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve));
  const categories = 'disabled-by-default-devtools.timeline.frame,devtools.timeline.frame';
  await session.send('Tracing.start', { categories, transferMode: 'ReportEvents' });
  await act();
  await session.send('Tracing.end');
  await complete;
  return events;
}

const OWN_WORK = "the main thread's own time, whoever else keeps the machine busy";

/** Milliseconds of processor time that the page's main thread has taken so far. */
async function workedMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

async function framesWhilePlaying(page: Page, session: CDPSession, speed: string): Promise<Row[]> {
  await page.getByLabel('Speed').selectOption(speed);
  await (await scrubber(page))(0.25);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const before = await workedMs(session);
  const events = await traced(session, () => page.waitForTimeout(WATCHED_MS));
  const worked = (await workedMs(session)) - before;
  await page.getByRole('button', { name: 'Pause' }).click();
  const frames = events.filter(({ name }) => name === 'DrawFrame').map(({ ts }) => ts);
  const gaps = frames.slice(1).map((ts, i) => (ts - (frames[i] as number)) / 1_000);
  const seconds = ((frames.at(-1) ?? 0) - (frames[0] ?? 0)) / 1e6;
  const what = `frames while it plays, ${speed}`;
  const note = `${frames.length} frames in ${seconds.toFixed(1)} s, processor ${SLOWER} times slower`;
  return [
    // A screen of 60 Hz gives 59.9.
    { figure: what, value: (frames.length - 1) / seconds, unit: '1/s', atLeast: 59, note },
    { figure: `${what}: gap, p95`, value: percentile(gaps, 95), unit: 'ms' },
    { figure: `${what}: work for one`, value: worked / frames.length, unit: 'ms', atMost: 16.7, note: OWN_WORK },
  ];
}

/** Milliseconds from each event of these kinds to the paint that shows it; Chromium rounds to 8. */
async function paintsAfter(page: Page, kinds: readonly string[], act: () => Promise<void>): Promise<number[]> {
  await page.evaluate((kinds) => {
    const times: number[] = [];
    Object.assign(window, { times });
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (kinds.includes(name)) times.push(duration);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  }, kinds);
  await act();
  await page.waitForTimeout(200);
  return page.evaluate(() => (window as unknown as { readonly times: number[] }).times);
}

const ANSWER_MS = 50;

async function answered(what: string, session: CDPSession, paints: () => Promise<readonly number[]>): Promise<Row[]> {
  const before = await workedMs(session);
  const times = await paints();
  const worked = (await workedMs(session)) - before;
  // An event that is answered within 16 ms is not reported.
  const all = [...times, ...Array.from({ length: Math.max(0, PRESSES - times.length) }, () => 16)];
  const note = `${PRESSES} of them, the longest ${Math.max(...all)} ms, processor ${SLOWER} times slower`;
  return [
    { figure: `${what}, until it is painted, p95`, value: percentile(all, 95), unit: 'ms', atMost: ANSWER_MS, note },
    { figure: `${what}: work for one`, value: worked / PRESSES, unit: 'ms', atMost: ANSWER_MS, note: OWN_WORK },
  ];
}

async function answersToSteps(page: Page, session: CDPSession): Promise<Row[]> {
  await page.getByRole('slider', { name: 'Playhead' }).focus();
  const press = async () => {
    for (let i = 0; i < PRESSES; i++) {
      await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(60);
    }
  };
  return answered('a step', session, () => paintsAfter(page, ['keydown'], press));
}

/** Clicks at a fraction of the line. */
async function scrubber(page: Page): Promise<(fraction: number) => Promise<void>> {
  const box = await page.locator('.player-scrubber').boundingBox();
  if (box === null) throw new Error('the scrubber has no box');
  return (fraction) => page.mouse.click(box.x + box.width * fraction, box.y + box.height / 2);
}

async function answersToScrubs(page: Page, session: CDPSession): Promise<Row[]> {
  const clickAt = await scrubber(page);
  const press = async () => {
    for (let i = 0; i < PRESSES; i++) {
      // All over the part of the run in which a thousand are under way.
      await clickAt(0.2 + (0.6 * ((i * 7) % PRESSES)) / PRESSES);
      await page.waitForTimeout(60);
    }
  };
  return answered('a scrub', session, () => paintsAfter(page, ['pointerdown'], press));
}

export async function bench(): Promise<Bench> {
  const files = await buildPage();
  const { path: executablePath } = await findBrowser();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: browserArguments });
  try {
    const page = await openFigure(browser, files);
    const session = await page.context().newCDPSession(page);
    await page.getByRole('button', { name: 'On one event' }).click();
    const underWay = await page
      .locator('.swarm path')
      .evaluateAll((paths) =>
        paths.reduce((sum, path) => sum + ((path.getAttribute('d') ?? '').match(/M/g)?.length ?? 0), 0),
      );
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const rows: Row[] = [
      { figure: 'messages on their way', value: underWay, unit: '', atLeast: UNDER_WAY - 1 },
      ...(await answersToSteps(page, session)),
      ...(await answersToScrubs(page, session)),
      ...(await framesWhilePlaying(page, session, 'normal')),
      ...(await framesWhilePlaying(page, session, 'fastest')),
    ];
    return { name: 'player', rows };
  } finally {
    await browser.close();
  }
}
