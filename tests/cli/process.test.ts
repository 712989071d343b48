import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../src/cli/sim.ts', import.meta.url));

const start = (...args: readonly string[]) =>
  new Promise<{ code: number; out: string; err: string }>((resolve) => {
    const child = execFile(process.execPath, [program, ...args], (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

test('standard output carries the JSON and nothing else', async () => {
  const { code, out, err } = await start('list', '--json');
  expect(Array.isArray(JSON.parse(out))).toBe(true);
  expect(err).toBe('');
  expect(code).toBe(0);
});

test('a wrong command line ends with 2, one line on standard error and nothing on standard output', async () => {
  const { code, out, err } = await start('run', 'no-such-simulation', '--json');
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(/^unknown simulation "no-such-simulation"; known: .*\n$/);
});
