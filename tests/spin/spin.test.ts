/**
 * Two programs that share nothing, SPIN and the exploration of the same sale, count the same. SPIN has one state more (before
 * its network has started) and two choices more.
 */
import { describe, expect, test } from 'vitest';
import oversell from '../../simulations/oversell/index.ts';
import { NEVER_OVERSOLD } from '../../simulations/oversell/invariants.ts';
import { explore } from '../../src/kernel/explore/index.ts';
import { paramsWith } from '../../src/kernel/index.ts';
import { DESIGNS, spin, spinIsMissing } from './spin.ts';

const missing = spinIsMissing();
/** Each case compiles two searches: the others take a minute together and run where LARGE_EXPLORATIONS is set. */
const sizes = process.env.LARGE_EXPLORATIONS === undefined ? [3] : [2, 3, 4];
const cases = DESIGNS.flatMap((design) => sizes.map((buyers) => [design, buyers] as const));

describe.skipIf(missing !== undefined)(`SPIN agrees${missing === undefined ? '' : ` (skipped: ${missing})`}`, () => {
  test.each(cases)(
    'on %s with %i buyers: states, choices, verdict and the shortest way there',
    (design, buyers) => {
      const params = paramsWith(oversell.knobs, { design, buyers, stock: buyers - 1, spreadMs: 0, thinkMs: 0 });
      const ours = explore(oversell, params);
      const theirs = spin(design, buyers, buyers - 1);
      expect({ states: ours.states + 1, transitions: ours.transitions + 2 }).toEqual({
        states: theirs.states,
        transitions: theirs.transitions,
      });
      expect(ours.violations.find(({ invariant }) => invariant === NEVER_OVERSOLD)?.steps).toBe(theirs.shortest);
    },
    60_000,
  );
});
