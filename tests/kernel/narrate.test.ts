/** A sentence says what was known at its step. */
import { expect, test } from 'vitest';
import { sentenceOf } from '../../src/kernel/index.ts';
import { at, modelOf, ms, type Play, show, tell } from './stage.ts';

const told: Play = { nodes: ['a', 'b'], cues: [at(1, 'a', tell('b', 'PING'))] };
const later: Play['links'] = [{ from: 'node', to: 'node', latency: { kind: 'constant', value: 5 } }];
const sentences = (play: Play) => show(play).steps.map((step) => sentenceOf(modelOf(play), step));

test('what the line loses is lost as it is sent', () => {
  const cut = { kind: 'partition', from: 'a', to: 'b', atUs: 0 } as const;
  expect(sentences({ ...told, faults: [cut] })).toContain(
    'Node takes ORDER from director; sends PING to b, which is lost',
  );
});

test('what finds nobody is lost when it comes, and not before', () => {
  const crash = { kind: 'crash', component: 'b', atUs: ms(3) } as const;
  const said = sentences({ ...told, links: later, faults: [crash] });
  expect(said).toContain('Node takes ORDER from director; sends PING to b');
  expect(said.at(-1)).toBe('PING reaches Node, which is down: it is lost');
});
