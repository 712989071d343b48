import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const files = readdirSync(import.meta.dirname).filter(
  (file) =>
    file.endsWith('.ts') &&
    /^export (async function|const) bench\b/m.test(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')),
);

test('every bench is loaded by Node alone, as `npm run bench` loads it', () => {
  const load = files.map((file) => `await import('./${file}');`).join('\n');
  const options = { cwd: import.meta.dirname, encoding: 'utf8', stdio: 'pipe' } as const;
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', load], options)).toBe('');
});

test('the benches that are named in what newcomers read are there', () => {
  const texts = ['README.md', 'CONTRIBUTING.md', 'src/kernel/README.md', 'tests/kernel/engines.test.ts'];
  const said = texts.map((file) => readFileSync(file, 'utf8')).join('\n');
  const named = [...said.matchAll(/`npm run bench ([a-z ]+)`/g)].flatMap(([, names = '']) => names.split(' '));
  expect(named.length).toBeGreaterThan(1);
  expect(named.filter((name) => !files.includes(`${name}.ts`))).toEqual([]);
});
