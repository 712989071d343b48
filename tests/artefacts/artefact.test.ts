import { expect, test } from 'vitest';
import { artefactOf } from '../../src/artefacts/artefact.ts';

test('an artefact is the file itself, with the test that executes it', () => {
  const { text, executedBy } = artefactOf('rate-limiting', 'gcra.lua');
  expect(text).toContain("redis.call('TIME')");
  expect(executedBy).toBe('Run on a real Redis, where one is installed, by tests/artefacts/gcra-lua.test.ts.');
});

test('lines are cut out of it', () => {
  expect(artefactOf('rate-limiting', 'gcra.lua', '1-1').text.split('\n')).toHaveLength(1);
});

test.each([
  [() => artefactOf('rate-limiting', 'gcar.lua'), /no such file; known: gcra\.lua, openapi\.yaml, schema\.sql/],
  [() => artefactOf('rate-limiting', 'gcra.lua', '3-9999'), /expected "from-to" within 1 to \d+/],
])('what is not there is named', (read, message) => {
  expect(read).toThrow(message);
});
