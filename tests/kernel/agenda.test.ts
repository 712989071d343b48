import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Agenda, type Due } from '../../src/kernel/agenda.ts';

interface Entry extends Due {
  readonly sequence: number;
}
type Command =
  | { readonly do: 'add'; readonly inUs: number }
  | { readonly do: 'take'; readonly withinUs: number }
  | { readonly do: 'call off'; readonly which: number };

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.nat({ max: 6 }).map((inUs): Command => ({ do: 'add', inUs })) },
  { weight: 4, arbitrary: fc.nat({ max: 9 }).map((withinUs): Command => ({ do: 'take', withinUs })) },
  { weight: 1, arbitrary: fc.nat().map((which): Command => ({ do: 'call off', which })) },
);

/** What an agenda has to agree with. */
class SortedList {
  entries: Entry[] = [];
  add(entry: Entry): void {
    this.entries.push(entry);
    this.entries.sort((a, b) => a.at - b.at || a.sequence - b.sequence);
  }
  take(untilUs: number): Entry | undefined {
    this.entries = this.entries.filter(({ cancelled }) => !cancelled);
    return (this.entries[0]?.at ?? Infinity) <= untilUs ? this.entries.shift() : undefined;
  }
}

test('an agenda gives what a list sorted by time, then sequence, gives', () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 400 }), (commands) => {
      const agenda = new Agenda<Entry>();
      const list = new SortedList();
      const all: Entry[] = [];
      let now = 0;
      for (const said of commands) {
        if (said.do === 'add') {
          const entry: Entry = { at: now + said.inUs, sequence: all.length, cancelled: false };
          all.push(entry);
          agenda.add(entry, now);
          list.add(entry);
        } else if (said.do === 'call off') {
          const entry = all[said.which % Math.max(1, all.length)];
          if (entry !== undefined) agenda.callOff(entry);
        } else {
          const taken = agenda.take(now + said.withinUs);
          expect(taken).toBe(list.take(now + said.withinUs));
          now = taken?.at ?? now;
        }
        expect(agenda.entries()).toEqual(list.entries.filter(({ cancelled }) => !cancelled));
      }
    }),
    { numRuns: 300 },
  );
});

test('ten thousand at the same moment come in the order of their adding', () => {
  const agenda = new Agenda<Entry>();
  for (let sequence = 0; sequence < 10_000; sequence++) agenda.add({ at: 5, sequence, cancelled: false }, 0);
  const taken = Array.from({ length: 10_000 }, () => agenda.take(5)?.sequence);
  expect(taken).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
  expect(agenda.take(Number.POSITIVE_INFINITY)).toBeUndefined();
});
