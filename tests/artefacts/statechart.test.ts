import { expect, test } from 'vitest';
import { rateLimiter } from '../../simulations/rate-limiter/model.ts';
import { ruleInWords, rulesOf } from '../../src/artefacts/statechart.ts';
import { description } from '../../src/kernel/chart/index.ts';

const rules = (kind: string) => rulesOf(description(rateLimiter.kinds[kind]?.machine as never));

test('every transition is a rule in words', () => {
  const tenant = rules('tenant');
  expect(tenant).toContainEqual({ state: 'choosing', on: 'at once', guard: 'nothing left to send', target: 'quiet' });
  expect(tenant).toContainEqual({ state: 'waiting', on: 'after gap', guard: '', target: 'choosing' });
  expect(tenant).toContainEqual({ state: 'in any state', on: 'REFUSED', guard: '', target: 'stays' });
});

test('a rule is a sentence, for whoever does not see the picture', () => {
  expect(rules('tenant').map(ruleInWords)).toEqual(
    expect.arrayContaining(['in choosing, at once, if nothing left to send: quiet', 'in any state, REFUSED: stays']),
  );
});
