import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decodeLink,
  encodeLink,
  type Fault,
  type KnobValue,
  LinkError,
  type Model,
  type Opened,
  paramsOf,
  play,
  type Recipe,
  readKnob,
  recipeOf,
} from '../../src/kernel/index.ts';
import { checksumOf } from '../../src/kernel/link/checksum.ts';
import { pack, unpack } from '../../src/kernel/link/pack.ts';
import { LINK_SCHEMA, migrated } from '../../src/kernel/link/payload.ts';
import { readFault } from '../../src/kernel/link/read-fault.ts';
import { seal, unseal } from '../../src/kernel/link/seal.ts';
import letters from '../cli/fixtures/simulations/letters/index.ts';

const lossy = recipeOf(letters, 'lossy');

const knobs: fc.Arbitrary<Record<string, KnobValue>> = fc.record(
  {
    letters: fc.integer({ min: 0, max: 200 }),
    loss: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    resend: fc.boolean(),
    desk: fc.constantFrom('forgetful', 'remembers'),
  },
  { requiredKeys: [] },
);
const moment = fc.nat(1_000_000);
const window = { atUs: moment };
const ends = { from: fc.constantFrom('writer', 'desk', '*'), to: fc.constantFrom('writer', 'desk', '*') };
const fault = fc.oneof(
  fc.record({ ...window, kind: fc.constant('crash'), component: fc.constantFrom('writer', 'desk') }),
  fc.record({
    ...window,
    kind: fc.constant('slow'),
    component: fc.constantFrom('writer', 'desk'),
    factor: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ ...window, kind: fc.constant('partition'), ...ends, oneWay: fc.boolean() }),
  fc.record({ ...window, kind: fc.constant('delay'), ...ends, byMs: fc.nat(500) }),
  fc.record({ ...window, kind: fc.constant('knob'), knob: fc.constant('loss'), value: fc.constantFrom(0, 0.25, 1) }),
) as fc.Arbitrary<Fault>;
const choice = fc.oneof(
  fc.record({ act: fc.constantFrom('deliver' as const, 'drop' as const, 'duplicate' as const), key: fc.string() }),
  fc.record({ act: fc.constant('crash' as const), component: fc.constantFrom('writer', 'desk') }),
);
const recipe: fc.Arbitrary<Recipe> = fc.record(
  {
    simulation: fc.constant('letters'),
    scenario: fc.constantFrom('calm', 'lossy', 'mistaken'),
    seed: fc.nat(0xffffffff),
    knobs,
    faults: fc.array(fault, { maxLength: 4 }),
    schedule: fc.array(choice, { maxLength: 20 }),
  },
  { requiredKeys: ['simulation', 'scenario', 'seed', 'knobs', 'faults'] },
);
const shared = fc.record(
  {
    recipe,
    atStep: fc.integer({ min: -1, max: 200_000 }),
    views: fc.array(fc.string({ maxLength: 20 }), { maxLength: 4 }),
    traceHash: fc.stringMatching(/^[0-9a-f]{16}$/),
  },
  { requiredKeys: ['recipe'] },
);

/** What a text opens as, or its LinkError; anything else that is thrown fails the test. */
function open(text: string): Opened | LinkError {
  try {
    return decodeLink(letters, text);
  } catch (error) {
    if (error instanceof LinkError) return error;
    throw error;
  }
}

/** A recipe that came out of a link is one that the model can run. */
function expectRunnable({ recipe }: Opened): void {
  const params = paramsOf(letters, recipe);
  for (const [name, value] of Object.entries(recipe.knobs)) expect(readKnob(letters.knobs, name, value)).toBe(value);
  for (const fault of recipe.faults) expect(readFault(letters, params, fault)).toEqual(fault);
}

/** The link of `lossy` with something in its list replaced, sealed as if it were whole. */
function forged(position: number, value: unknown): string {
  const { payload } = unseal(encodeLink(letters, { recipe: lossy }));
  const list: unknown[] = Array.from({ length: 11 }, (_, i) => (payload as unknown[])[i] ?? 0);
  return seal(LINK_SCHEMA, list.with(position, value));
}
const edited = (changes: Partial<Model>): Model => ({ ...letters, ...changes });

describe('a link', () => {
  test('opens as what was shared', () => {
    fc.assert(
      fc.property(shared, (given) => {
        const { recipe, atStep, views, traceHash, notes } = decodeLink(letters, encodeLink(letters, given));
        expect(recipe).toEqual(given.recipe);
        expect({ atStep, views, traceHash }).toEqual({
          atStep: given.atStep,
          views: given.views ?? [],
          traceHash: given.traceHash ?? '',
        });
        expect(notes).toEqual([]);
      }),
    );
  });

  test('gives the very run that was shared', () => {
    const recipe: Recipe = {
      ...lossy,
      seed: 99,
      knobs: { letters: 30 },
      faults: [{ kind: 'crash', component: 'desk', atUs: 40_000, untilUs: 90_000 }],
    };
    const opened = decodeLink(letters, encodeLink(letters, { recipe }));
    expect(play(letters, opened.recipe).traceHash).toBe(play(letters, recipe).traceHash);
  });

  test('has only letters that an address keeps as they are', () => {
    fc.assert(
      fc.property(shared, (given) => {
        expect(encodeLink(letters, given)).toMatch(/^[\w.-]+$/);
      }),
    );
  });

  test('of a scenario as its author wrote it is short', () => {
    expect(encodeLink(letters, { recipe: lossy }).length).toBeLessThan(80);
  });

  test('names a message of a schedule once, however often it is chosen', () => {
    const schedule = Array.from({ length: 50 }, () => ({
      act: 'deliver' as const,
      key: '@desk,,{request:1,type:LETTER}',
    }));
    expect(encodeLink(letters, { recipe: { ...lossy, schedule } }).length).toBeLessThan(300);
  });
});

describe('a link of another day', () => {
  const shared = {
    recipe: {
      ...lossy,
      seed: 99,
      knobs: { letters: 30, desk: 'remembers' },
      faults: [{ kind: 'crash', component: 'desk', atUs: 40_000, untilUs: 90_000 }] as const,
      schedule: [
        { act: 'deliver', key: '@desk,,{from:@writer,request:1,type:LETTER}' },
        { act: 'crash', component: 'desk' },
      ] as const,
    },
    atStep: 12,
    views: ['space-time'],
    traceHash: '0123456789abcdef',
  };
  /** Written on 21 November 2026. Never change it: whoever shared one has it still. */
  const old =
    '1.WyJsZYAscnMiLDIsIjA3NTQ0MzM4gBqBggx5Iiw5OSx7hiM6MzAsgYM3a4KCfm1lbWKBFn0sW46BUomBL4IxhYFlNIyBYjmBEH1dLFtbIkCBKSyFgUN3cmmAdI2BP0xFVFRFUoGBOoJWgDgwLDddXSwxNCxbInNwYWNlLXRpbWWAGSIwMTIzNDU2Nzg5YWJjZGVmIl0.BvtBO';

  test('opens as what was shared then', () => {
    const { recipe, atStep, views, traceHash } = decodeLink(letters, old);
    expect({ recipe, atStep, views, traceHash }).toEqual(shared);
  });

  test('is brought up to this day one schema after the other', () => {
    const migrations = [1, 2, 3].map((schema) => (payload: unknown) => [...(payload as number[]), schema]);
    expect(migrated([], 1, migrations)).toEqual([1, 2, 3]);
    expect(migrated([], 3, migrations)).toEqual([3]);
    expect(migrated([], 4, migrations)).toEqual([]);
  });
});

describe('packing', () => {
  const ascii = fc.string({
    unit: fc.integer({ min: 0, max: 126 }).map((code) => String.fromCharCode(code)),
    maxLength: 400,
  });

  test('gives back what was packed', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          ascii,
          fc.tuple(ascii, fc.nat(40)).map(([text, times]) => text.repeat(times)),
        ),
        (text) => {
          expect(unpack(pack(text))).toBe(text);
        },
      ),
    );
  });

  test('of any bytes ends, with a text of bounded length or none', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), { maxLength: 300 }), (bytes) => {
        expect(unpack(bytes)?.length ?? 0).toBeLessThan(400_000);
      }),
    );
    expect(unpack(Array.from({ length: 30_000 }, (_, i) => (i % 2 === 0 ? 255 : 1)))).toBeUndefined();
  });

  test('makes what repeats itself short', () => {
    const text = Array.from(
      { length: 30 },
      (_, i) => `"@row,,{from:@buyer-${i % 3},request:${i % 3},type:\\"READ\\"}"`,
    ).join();
    expect(pack(text).length).toBeLessThan(text.length / 8);
  });
});

describe('any text', () => {
  test('opens as a run that the model can make, or is a LinkError', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^1\.[\w-]{0,80}\.[\w-]{5}$/)),
        (text) => {
          const opened = open(text);
          if (!(opened instanceof LinkError)) expectRunnable(opened);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('that is a link with one letter changed, dropped or added is a LinkError', () => {
    fc.assert(
      fc.property(
        shared,
        fc.nat(),
        fc.constantFrom('', 'A', '-', '.', '7'),
        fc.boolean(),
        (given, at, letter, replaces) => {
          const text = encodeLink(letters, given);
          const place = at % text.length;
          const mutated = text.slice(0, place) + letter + text.slice(place + (replaces ? 1 : 0));
          if (mutated !== text) expect(open(mutated)).toBeInstanceOf(LinkError);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('whose body is any JSON, well sealed, opens as a run that the model can make, or is a LinkError', () => {
    const field = fc.oneof(
      fc.jsonValue(),
      recipe.map(({ knobs }) => knobs),
      recipe.map(({ faults }) => faults),
      fc.nat(),
    );
    fc.assert(
      fc.property(fc.nat(10), field, (position, value) => {
        const opened = open(forged(position, value));
        if (!(opened instanceof LinkError)) expectRunnable(opened);
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        expect(open(seal(LINK_SCHEMA, payload))).toBeInstanceOf(LinkError);
      }),
    );
  });

  test('however long or deep is refused at once', () => {
    expect(open('1.'.padEnd(1_000_000, 'A'))).toEqual(
      expect.objectContaining({ message: expect.stringContaining('expected at most') }),
    );
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect(open(`1.${deep}.AAAAA`)).toBeInstanceOf(LinkError);
  });
});

describe('what a LinkError says', () => {
  const messageOf = (text: string): string => {
    const opened = open(text);
    return opened instanceof LinkError ? opened.message : 'it opened';
  };

  test('a link that was cut off', () => {
    expect(messageOf(encodeLink(letters, { recipe: lossy }).slice(0, -9))).toMatch(
      /not a link to a run|damaged.*copy the whole link again/,
    );
  });
  test('a link of another simulation', () => {
    expect(messageOf(forged(0, 'oversell'))).toBe(
      'this link shows the simulation "oversell"; this is "letters": open it there',
    );
  });
  test('a scenario that is not known', () => {
    expect(messageOf(forged(3, 'storm'))).toMatch(/unknown scenario "storm" of letters; known: calm, lossy/);
  });
  test('a knob beyond its range', () => {
    expect(messageOf(forged(5, { letters: 1e9 }))).toMatch(
      /knob "letters" is "1000000000"; expected a whole number from 0 to 200/,
    );
  });
  test('a knob that is not known', () => {
    expect(messageOf(forged(5, JSON.parse('{"__proto__":1}')))).toMatch(/unknown knob "__proto__"; known: letters/);
  });
  test('a fault on a component that is not there', () => {
    expect(messageOf(forged(6, [{ kind: 'crash', component: 'postman', atUs: 0 }]))).toMatch(
      /"component" of a crash is "postman".*components: desk, writer/,
    );
  });
  test('a fault that ends before it begins', () => {
    expect(messageOf(forged(6, [{ kind: 'crash', component: 'desk', atUs: 9, untilUs: 3 }]))).toMatch(
      /ends at 3 µs, but begins at 9 µs/,
    );
  });
  test('a knob turned during a run that can only be set from its start', () => {
    expect(messageOf(forged(6, [{ kind: 'knob', knob: 'letters', value: 3, atUs: 9 }]))).toMatch(
      /cannot be turned during a run/,
    );
  });
  test('a link of no version', () => {
    expect(messageOf(seal(0, []))).toMatch(/is not a link to a run; expected a version/);
  });
  test('a link of a newer Faultline', () => {
    expect(messageOf(seal(LINK_SCHEMA + 1, []))).toMatch(/made by a newer Faultline/);
    const { payload } = unseal(encodeLink(letters, { recipe: lossy }));
    const longer = Array.from({ length: 13 }, (_, at) => (payload as unknown[])[at] ?? 0);
    expect(messageOf(seal(LINK_SCHEMA, longer))).toMatch(/made by a newer Faultline/);
  });
});

describe('a model that has changed', () => {
  const text = encodeLink(letters, { recipe: { ...lossy, knobs: { letters: 40 } } });

  test('of a newer version says so', () => {
    expect(decodeLink(edited({ version: 3 }), text).notes).toEqual([
      'recorded with version 2 of letters; now version 3: what you see may differ from what was shared',
    ]);
  });

  test('of an older version says so', () => {
    expect(decodeLink(edited({ version: 1 }), text).notes[0]).toMatch(
      /version 2 of letters; this is the older version 1/,
    );
  });

  test('under the same version is noticed by its initial values, its charts and the scenario’s own settings', () => {
    const { loss, ...others } = letters.knobs;
    const { desk, writer } = letters.kinds;
    const lossyNow = { ...letters.scenarios.lossy, knobs: { loss: 0.4, resend: true } } as Model['scenarios'][string];
    const changed: Model[] = [
      edited({ knobs: { ...others, loss: { ...loss, initial: 0.5 } as Model['knobs'][string] } }),
      edited({
        kinds: {
          desk: { ...desk, machine: writer?.machine } as Model['kinds'][string],
          writer: writer as Model['kinds'][string],
        },
      }),
      edited({ scenarios: { ...letters.scenarios, lossy: lossyNow } }),
    ];
    for (const model of changed)
      expect(decodeLink(model, text).notes[0]).toMatch(/^recorded with another edition of version 2 of letters/);
  });

  test('in its words or in other scenarios is the same model', () => {
    const { calm, ...others } = letters.scenarios;
    const renamed = edited({ title: 'Post', scenarios: { ...others, quiet: calm as Model['scenarios'][string] } });
    expect(decodeLink(renamed, text).notes).toEqual([]);
    expect(checksumOf(renamed, 'lossy')).toBe(checksumOf(letters, 'lossy'));
  });

  test('leaves out what it no longer has, and says what', () => {
    const { letters: _, ...knobs } = letters.knobs;
    const opened = decodeLink(edited({ version: 3, knobs }), text);
    expect(opened.recipe.knobs).toEqual({});
    expect(opened.notes[1]).toMatch(/^left out: unknown knob "letters"; known: loss, resend, desk/);
  });
});
