import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashName } from '../../src/kernel/chance.ts';
import { Names } from '../../src/kernel/names.ts';
import type { Component } from '../../src/kernel/population.ts';

const SEED = 7;
/** As much of a component as names know of. */
const called = (id: string): Component =>
  ({ id, seed: hashName(id, SEED), nextInBucket: undefined }) as unknown as Component;

test('names are found, taken and free as in a map, however many come and go', () => {
  const person = fc.record({ comes: fc.boolean(), number: fc.nat({ max: 60 }) });
  fc.assert(
    fc.property(fc.array(person, { maxLength: 400 }), (people) => {
      const names = new Names(SEED);
      const map = new Map<string, Component>();
      for (const { comes, number } of people) {
        const id = `guest-${number}`;
        const known = map.get(id);
        expect(names.get(id)).toBe(known);
        if (comes) {
          const newcomer = called(id);
          expect(names.add(newcomer)).toBe(known === undefined);
          if (known === undefined) map.set(id, newcomer);
        } else if (known !== undefined) {
          names.delete(known);
          map.delete(id);
        }
      }
      for (let number = 0; number <= 60; number++)
        expect(names.get(`guest-${number}`)).toBe(map.get(`guest-${number}`));
    }),
  );
});

test('whoever is gone holds on to nobody', () => {
  const names = new Names(SEED);
  const guests = Array.from({ length: 40 }, (_, number) => called(`guest-${number}`));
  for (const guest of guests) names.add(guest);
  for (const guest of guests) names.delete(guest);
  expect(guests.map(({ nextInBucket }) => nextInBucket)).toEqual(guests.map(() => undefined));
});
