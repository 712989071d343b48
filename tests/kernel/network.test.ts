/** What becomes of messages on a line that is parted, loses, doubles, delays or mixes them. */
import { describe, expect, test } from 'vitest';
import { constant, type Fault, uniformly } from '../../src/kernel/index.ts';
import { answer, at, ms, show, stream, tell, types, wire } from './stage.ts';

const nodes = ['a', 'b'];

describe('a partition', () => {
  const cut = (more: object = {}): Fault =>
    ({ kind: 'partition', from: 'a', to: 'b', atUs: ms(5), untilUs: ms(25), ...more }) as Fault;
  const cues = [...stream(4), ...[0, 10, 20, 30].map((t) => at(t, 'b', tell('a', `R${t}`)))];

  test('stops both ways until it ends', () => {
    const { heard, steps } = show({ nodes, cues, faults: [cut()] });
    expect([types(heard('b')), types(heard('a'))]).toEqual([
      ['M0', 'M3'],
      ['R0', 'R30'],
    ]);
    expect(
      steps
        .flatMap(({ sent }) => sent)
        .filter(({ lost }) => lost !== undefined)
        .map(({ lost }) => lost),
    ).toEqual(Array(4).fill('partition'));
  });

  test('stops one way only when it is one-way', () => {
    const { heard } = show({ nodes, cues, faults: [cut({ oneWay: true })] });
    expect([types(heard('b')), types(heard('a'))]).toEqual([
      ['M0', 'M3'],
      ['R0', 'R10', 'R20', 'R30'],
    ]);
  });

  test('may be between kinds, or from everybody', () => {
    for (const names of [
      { from: 'node', to: 'node' },
      { from: '*', to: 'b' },
      { from: 'b', to: '*' },
    ])
      expect(types(show({ nodes, cues: stream(4), faults: [cut(names)] }).heard('b'))).toEqual(['M0', 'M3']);
  });

  test('does not come between a component and itself', () => {
    const faults = [cut({ from: 'node', to: 'node' })];
    expect(show({ nodes, cues: [at(10, 'a', tell('a', 'MYSELF'))], faults }).heard('a')).toEqual(['MYSELF @10']);
  });

  test('does not stop what is on its way already', () => {
    const { heard } = show({ nodes, cues: stream(4), faults: [cut()], links: wire({ latency: constant(8) }) });
    expect(heard('b')).toEqual(['M0 @8', 'M3 @38']);
  });

  test('that overlaps another lasts until both are over', () => {
    const { heard } = show({ nodes, cues: stream(5), faults: [cut(), cut({ untilUs: ms(35) })] });
    expect(types(heard('b'))).toEqual(['M0', 'M4']);
  });
});

describe('loss', () => {
  const loss = (probability: number): Fault => ({ kind: 'loss', from: 'a', to: 'b', probability, atUs: 0 });

  test('of probability 0 loses nothing, of 1 everything', () => {
    expect(show({ nodes, cues: stream(20), faults: [loss(0)] }).heard('b')).toHaveLength(20);
    expect(show({ nodes, cues: stream(20), faults: [loss(1)] }).heard('b')).toHaveLength(0);
  });

  test('loses about its share, and two faults together lose what either would', () => {
    const cues = Array.from({ length: 2000 }, (_, i) => at(i / 10, 'a', tell('b', 'M', { request: i })));
    const lost = (...faults: Fault[]) => 2000 - show({ nodes, cues, faults }, { watched: false }).heard('b').length;
    expect(lost(loss(0.3)) / 2000).toBeCloseTo(0.3, 1);
    expect(lost(loss(0.3), loss(0.5)) / 2000).toBeCloseTo(0.65, 1);
  });

  test('a message sent again for the same request has luck of its own', () => {
    const cues = Array.from({ length: 40 }, (_, i) => at(i, 'a', tell('b', 'TRY', { request: 7 })));
    const arrived = show({ nodes, cues, faults: [loss(0.5)] }).heard('b').length;
    expect(arrived).toBeGreaterThan(10);
    expect(arrived).toBeLessThan(30);
  });

  test('the same message of the same request meets the same luck, whatever else is sent', () => {
    const requests = Array.from({ length: 50 }, (_, i) => i);
    const links = wire({ latency: uniformly(1, 9), loss: 0.4 });
    const arrivals = (noise: boolean) => {
      const cues = requests.map((request) =>
        at(
          10 * request,
          'a',
          ...(noise ? [tell('b', 'NOISE'), tell('b', 'NOISE', { request })] : []),
          tell('b', `M${request}`, { request }),
        ),
      );
      return show({ nodes, cues, links })
        .heard('b')
        .filter((entry) => entry.startsWith('M'));
    };
    expect(arrivals(true)).toEqual(arrivals(false));
  });
});

test('a duplicated message comes twice, each copy in its own time', () => {
  const faults: Fault[] = [{ kind: 'duplicate', from: 'a', to: 'b', probability: 1, atUs: ms(15) }];
  const { heard } = show({ nodes, cues: stream(3), faults, links: wire({ latency: uniformly(1, 5) }) });
  expect(types(heard('b'))).toEqual(['M0', 'M1', 'M2', 'M2']);
  expect(new Set(heard('b')).size).toBe(4);
});

test('a delayed message comes so much later, and delays add up', () => {
  const delay = (byMs: number): Fault => ({ kind: 'delay', from: 'a', to: 'b', byMs, atUs: ms(5) });
  const { heard } = show({ nodes, cues: stream(2), faults: [delay(3), delay(4)], links: wire() });
  expect(heard('b')).toEqual(['M0 @1', 'M1 @18']);
});

test('messages overtake each other while the network reorders, and arrive all', () => {
  const faults: Fault[] = [{ kind: 'reorder', from: 'a', to: 'b', withinMs: 100, atUs: 0 }];
  const came = types(show({ nodes, cues: stream(20), faults }).heard('b'));
  const sent = stream(20).map((_, i) => `M${i}`);
  expect(came).not.toEqual(sent);
  expect([...came].sort()).toEqual(sent.sort());
});

test('a reply goes to whoever sent the message', () => {
  const cues = [at(0, 'a', tell('b', 'CALL')), at(1, 'b', answer('REPLY'))];
  expect(show({ nodes, cues }).heard('a')).toEqual(['REPLY @1']);
});
