/** What README.md and CONTRIBUTING.md say can be typed can be typed, what they name is there, and what is shown as output is what comes out. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const readme = readFileSync('README.md', 'utf8');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const both = readme + readFileSync('CONTRIBUTING.md', 'utf8');
const matches = (pattern: RegExp) => [...both.matchAll(pattern)].map(([, found]) => found as string);

test('every npm command is in package.json', () => {
  const named = [...matches(/npm run (?:-s )?([a-z]+)/g), ...matches(/npm (start|test)\b/g)];
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test('every file that is linked or named is there', () => {
  const files = [...matches(/\]\((?!https?:)([^)#]+)\)/g), ...matches(/^(\w[\w/-]*\/)\s{2,}/gm)];
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

test('the example on the command line prints what is shown', () => {
  const [, command = '', shown = ''] = /```\n\$ npm run -s sim -- (.*)\n([\s\S]*?)```/.exec(readme) ?? [];
  const withoutTime = (text: string) => text.replace(/in [\d.]+ s$/gm, 'in … s').split('\n');
  const printed = withoutTime(
    execFileSync(process.execPath, ['src/cli/sim.ts', ...command.split(' ')], { encoding: 'utf8' }),
  );
  expect(shown).not.toBe('');
  expect(withoutTime(shown).filter((line) => line.trim() !== '…' && !printed.includes(line))).toEqual([]);
});
