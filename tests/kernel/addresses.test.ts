import { describe, expect, test } from 'vitest';
import { answer, at, bear, END, ms, set, show, tell } from './stage.ts';

/** Whether slots are used again depends on whether somebody watches; what happens must not. */
describe.each([
  ['while somebody watches', true],
  ['in a run that nobody watches, where slots are used again', false],
])('%s', (_, watched) => {
  test('a late reply does not reach the successor in the slot', () => {
    const cues = [
      at(0, 'a', bear('first', tell('b', 'CALL'))),
      at(1, 'first', END),
      at(2, 'a', bear('second')),
      at(3, 'b', answer('REPLY')),
      at(4, 'b', tell('second', 'HELLO')),
    ];
    const { heard } = show({ nodes: ['a', 'b'], cues }, { watched });
    expect(heard('second')).toEqual(['HELLO @4']);
  });

  test('a timer of who is gone does not fire for its successor', () => {
    const cues = [
      at(0, 'a', bear('first', set(10, 'ALARM', 'alarm'), set(10, 'CLOCK'))),
      at(1, 'first', END),
      at(2, 'a', bear('second')),
      at(20, 'second', set(1, 'OWN')),
    ];
    const { heard } = show({ nodes: ['a'], cues }, { watched });
    expect(heard('second')).toEqual(['OWN @21']);
  });

  test('a name is free again when its bearer is gone, and the luck of a name stays', () => {
    const cues = [
      at(0, 'a', bear('guest', { do: 'draw', key: 1 })),
      at(1, 'guest', END),
      at(2, 'a', bear('guest', { do: 'draw', key: 1 })),
    ];
    const [draw] = show({ nodes: ['a'], cues }, { watched }).draws('guest');
    const other = show({ nodes: ['a'], cues: [at(7, 'a', bear('guest', { do: 'draw', key: 1 }))] }, { watched });
    expect(other.draws('guest')).toEqual([draw]);
  });

  test('two of the same name at the same time are an error', () => {
    const cues = [at(0, 'a', bear('guest')), at(1, 'a', bear('guest'))];
    expect(() => show({ nodes: ['a'], cues }, { watched })).toThrow('two components are called "guest" in stage');
  });

  test('who ends as it is born has sent what it sent', () => {
    const cues = [at(0, 'a', bear('brief', tell('b', 'HELLO'), END)), at(1, 'b', answer('TOO_LATE'))];
    const { heard, steps, run } = show({ nodes: ['a', 'b'], cues }, { watched });
    expect(heard('b')).toEqual(['HELLO @0']);
    expect(() => run.address('brief')).toThrow(/no component "brief"/);
    if (watched) expect(steps.at(-1)).toMatchObject({ event: { type: 'TOO_LATE' }, missed: 'retired' });
  });

  test('a component may bring others to life as it starts, before all are there', () => {
    const first = { a: [bear('early', tell('b', 'FROM_EARLY'))], b: [bear('late', tell('a', 'FROM_LATE'))] };
    const { heard } = show({ nodes: ['a', 'b'], first }, { watched });
    expect([heard('a'), heard('b')]).toEqual([['FROM_LATE @0'], ['FROM_EARLY @0']]);
  });

  test('what a step sends after it has brought another to life is still its own', () => {
    const cues = [at(0, 'a', bear('child', tell('b', 'FROM_CHILD')), tell('b', 'FROM_PARENT'))];
    const { heard } = show({ nodes: ['a', 'b'], cues: [...cues, at(1, 'b', answer('BACK'))] }, { watched });
    expect(heard('a')).toEqual(['BACK @1']);
  });
});

test('a fault that was meant for who is gone does not hit its successor', () => {
  const first = { a: [bear('first')] };
  const cues = [at(1, 'first', END), at(2, 'a', bear('second')), at(10, 'second', tell('second', 'ALIVE'))];
  const faults = [{ kind: 'crash', component: 'first', atUs: ms(5) }] as const;
  for (const watched of [true, false])
    expect(show({ nodes: ['a'], first, cues, faults }, { watched }).heard('second')).toEqual(['ALIVE @10']);
});

test('slots are used again where nobody watches, so a long run stays small', () => {
  const guests = Array.from({ length: 100 }, (_, i) => [at(2 * i, 'a', bear(`g${i}`)), at(2 * i + 1, `g${i}`, END)]);
  const play = { nodes: ['a'], cues: guests.flat() };
  expect(show(play, { watched: false }).run.components).toHaveLength(3);
  expect(show(play).run.components).toHaveLength(102);
});

test('an unknown name is an error that says who is there', () => {
  const play = { nodes: ['a', 'b'], cues: [at(0, 'a', tell('c', 'HELLO'))] };
  expect(() => show(play)).toThrow('no component "c" in stage; there are: director, a, b');
});
