/** Whatever stands after an option: the command is carried out, or says in one line what is wrong and how to mend it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sim } from './letters.ts';

const nonsense = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '=',
    '-',
    '--',
    '-1',
    '1',
    '1e3',
    '0x10',
    'NaN',
    'Infinity',
    '1..2',
    '2..1',
    '1..',
    '0..1:0.5',
  ),
  fc.constantFrom(
    'null',
    '{}',
    '[]',
    'true',
    'desk',
    'calm',
    'LOSSY',
    '__proto__',
    'constructor',
    '~',
    '#run~',
    '１',
    'a\nb',
  ),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
const knob = fc.oneof(fc.constantFrom('letters', 'loss', 'resend', 'desk', '__proto__', ''), nonsense);
const pair = fc.tuple(knob, nonsense).map((parts) => parts.join('='));
const value = fc.oneof(
  fc.constantFrom<unknown>(
    'crash',
    'desk',
    'writer',
    '*',
    'loss',
    0,
    1,
    -1,
    0.5,
    5e4,
    1e15,
    1e300,
    null,
    true,
    [],
    {},
    '',
  ),
  fc.jsonValue({ maxDepth: 1 }),
);
const fields = [
  'untilUs',
  'component',
  'from',
  'to',
  'probability',
  'factor',
  'byMs',
  'withinMs',
  'knob',
  'value',
  'oneWay',
];
const fault = fc
  .record({
    kind: fc.constantFrom<unknown>(
      'crash',
      'slow',
      'skew',
      'partition',
      'loss',
      'delay',
      'reorder',
      'knob',
      ['crash'],
      7,
    ),
    atUs: fc.oneof(fc.constantFrom(0, 1000), value),
    rest: fc.uniqueArray(fc.tuple(fc.constantFrom(...fields), value), { selector: ([name]) => name, maxLength: 4 }),
  })
  .map(({ rest, ...fault }) => JSON.stringify({ ...fault, ...Object.fromEntries(rest) }));

const option = (name: string, ...values: fc.Arbitrary<string>[]) =>
  fc.oneof(...values).map((said) => `${name}=${said}`);
const RECIPE = [
  option('--set', pair, nonsense),
  option('--fault', fault, nonsense),
  ...['--seed', '--scenario', '--link'].map((name) => option(name, nonsense)),
];
const COMMANDS: Readonly<Record<string, readonly fc.Arbitrary<string>[]>> = {
  run: [...RECIPE, fc.constantFrom('--json', '--trace', '--windows')],
  sweep: [...RECIPE, option('--grid', pair, nonsense), option('--workers', nonsense)],
  explore: [
    option('--set', pair, nonsense),
    ...['--scenario', '--link', '--drop', '--duplicate', '--max-states'].map((name) => option(name, nonsense)),
  ],
  'link encode': [...RECIPE, option('--at', nonsense)],
};
/** What keeps a command short where nothing else is said. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  sweep: ['--seeds=1..2', '--workers=1'],
  explore: ['--max-states=300', '--scenario=calm'],
};
const nameOf = (said: string): string => said.slice(0, said.indexOf('='));
const commandLine = fc.constantFrom(...Object.keys(COMMANDS)).chain((command) =>
  fc.array(fc.oneof(...(COMMANDS[command] ?? [])), { minLength: 1, maxLength: 3 }).map((options) => {
    const names = options.map(nameOf);
    const short = (SHORT[command] ?? []).filter((said) => !names.includes(nameOf(said)));
    return [...command.split(' '), 'letters', ...options, ...short];
  }),
);

test('bad input ends with 2 and one line that says how to mend it, never with a stack', async () => {
  const property = fc.asyncProperty(commandLine, async (args) => {
    const { code, out, err } = await sim(...args);
    expect([0, 1, 2]).toContain(code);
    if (code !== 2) return;
    expect(out).toBe('');
    expect(err).not.toContain('\n');
    expect(err).toMatch(/expected |known|leave |instead|copy /);
  });
  await fc.assert(property, { numRuns: 400 });
}, 60_000);
