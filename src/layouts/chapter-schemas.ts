/**
 * What the chapters of a study state in their heads, so that nothing that a reviewer expects is forgotten and everything that
 * can be checked is. The comments are the authors' reference; the prose of a chapter says the rest.
 */
import { z } from 'astro/zod';

/** An apostrophe is set as the running text sets it: in a head nobody else does. */
const withApostrophes = (words: string): string => words.replace(/(?<=\p{L})'/gu, '’');
const sentence = z.string().min(1).overwrite(withApostrophes);
const sentences = z.array(sentence).min(1);
const numbered = (letter: string) =>
  z.string().regex(new RegExp(`^${letter}-\\d+$`), `expected an id such as "${letter}-1"`);

/** A scenario that can be run, as "simulation/scenario": "flash-sale/black-friday". */
const scenario = z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'expected "simulation/scenario"');

/** How something is shown to hold: by a scenario that runs, or a claim that the build recomputes. At least one of the two. */
const confirmation = z
  .strictObject({ scenario: scenario.optional(), claim: z.string().optional(), says: sentence })
  .refine(({ scenario, claim }) => scenario !== undefined || claim !== undefined, 'name a scenario or a claim');

/** requirements.mdx: what it has to do, for whom, how well. */
export const requirements = {
  scope: sentences,
  /** What a reader might expect and will not find. */
  nonGoals: sentences,
  functional: z
    .array(z.strictObject({ id: numbered('FR'), says: sentence, priority: z.enum(['must', 'should', 'could']) }))
    .min(3),
  constraints: z
    .array(
      z.strictObject({
        id: numbered('C'),
        kind: z.enum(['technical', 'organisational', 'regulatory', 'contractual']),
        says: sentence,
        /** Where it comes from. */
        because: sentence,
      }),
    )
    .min(1),
  /** Quality scenarios: stimulus, response, measure; each names what shows it. */
  quality: z
    .array(
      z.strictObject({
        id: numbered('Q'),
        /** "availability", "fairness", "latency". */
        attribute: sentence,
        stimulus: sentence,
        response: sentence,
        measure: sentence,
        shownBy: confirmation,
      }),
    )
    .min(3),
  slis: z.array(z.strictObject({ id: numbered('SLI'), says: sentence, good: sentence, valid: sentence })).min(1),
  slos: z.array(z.strictObject({ sli: numbered('SLI'), objective: sentence, window: sentence })).min(1),
  /** What the error budget is, and what is done when it is used up. */
  errorBudget: sentence,
};

/** decisions/NNNN-title.mdx, after MADR 4. */
export const decision = {
  /** The problem, in two or three sentences. */
  context: sentence,
  drivers: z.array(sentence).min(2),
  /** At least two that somebody could have chosen. */
  options: z.array(z.strictObject({ name: sentence, good: sentences, bad: sentences })).min(2),
  /** The name of one of the options. */
  chosen: sentence,
  because: sentence,
  consequences: z.strictObject({ good: sentences, bad: sentences }),
  /** How we would notice that it no longer holds. */
  confirmation: z.array(confirmation).min(1),
  /** When to decide again. */
  revisit: sentence,
};

/** Knobs that make another design out of a scenario. */
const knobs = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

const design = z.strictObject({
  /** Three or four words. */
  label: sentence,
  knobs,
});

/** failures.mdx: what breaks, how it shows, and three designs on the same seed. */
export const failures = {
  failures: z
    .array(
      z.strictObject({
        id: numbered('F'),
        title: sentence,
        /** What somebody notices, in a few words: for the list of all failures at the head of the page. */
        symptom: sentence.max(
          40,
          'expected at most 40 characters: it is a line of the list of all failures, also on a phone',
        ),
        scenario,
        /** What breaks, and why. */
        breaks: sentence,
        /** What an operator sees. */
        shows: sentence,
        /** The same arrivals and the same luck meet all of them. */
        designs: z.tuple([design, design, design]).or(z.tuple([design, design])),
        /** The alert of operations.mdx that notices it; the build runs it, and it has to fire in the first design. */
        alert: numbered('A'),
        /** What is measured of each design over the whole run, beside what the alert watches: the simulation's measures. */
        measures: z.array(sentence).min(1).max(6),
        mitigation: sentence,
        /** What the mitigation costs. */
        costs: sentence,
        /** When the mitigation itself fails. */
        failsWhen: sentence,
      }),
    )
    .min(3),
};

/** tradeoffs.mdx: what was given up, and when not to do this. */
export const tradeoffs = {
  /** Where one design begins to beat another: recomputed, never remembered. */
  crossovers: z.array(z.strictObject({ says: sentence, claim: z.string() })).min(1),
  risks: z.array(z.strictObject({ id: numbered('R'), says: sentence, answer: sentence })).min(1),
  whenNot: sentences,
  differently: sentences,
  /** By trigger, never by the number of users. */
  scaling: z.array(z.strictObject({ trigger: sentence, answer: sentence })).min(2),
};

/** Fires on one measure of a run, beyond one bound; the build runs it where it must fire and where it must stay quiet. */
const alert = z
  .strictObject({
    id: numbered('A'),
    says: sentence,
    /** The indicator of requirements.mdx whose budget it guards. */
    sli: numbered('SLI').optional(),
    scenario,
    knobs: knobs.optional(),
    measure: sentence,
    above: z.number().optional(),
    below: z.number().optional(),
    /** Why the bound lies there, after "Fires above 50 ms:". One that was only chosen says so. */
    because: sentence,
    /** A scenario in which it stays quiet. */
    quietIn: scenario,
  })
  .refine(({ above, below }) => (above === undefined) !== (below === undefined), 'give one of above and below');

/** From a symptom to a fix that is seen to work. */
const runbookEntry = z
  .strictObject({
    symptom: sentence,
    look: sentence,
    act: sentence,
    verify: sentence,
    /** Rehearsed by the build: in the scenario of this alert, with these knobs turned, the alert is quiet. */
    alert: numbered('A').optional(),
    fix: knobs.optional(),
    /** Another scenario in which the alert fires, where the symptom is not the one of the alert's own. */
    scenario: scenario.optional(),
  })
  .refine(({ alert, scenario }) => alert !== undefined || scenario === undefined, 'a scenario is for a rehearsal')
  .refine(({ alert, fix }) => (alert === undefined) === (fix === undefined), 'a rehearsal needs an alert and a fix');

/** operations.mdx: watching, repairing, defending, paying. */
export const operations = {
  signals: z
    .array(z.strictObject({ signal: z.enum(['latency', 'traffic', 'errors', 'saturation']), watch: sentence }))
    .min(4),
  alerts: z.array(alert).min(2),
  runbook: z.array(runbookEntry).min(2),
  threats: z
    .array(
      z.strictObject({
        boundary: sentence,
        kind: z.enum([
          'spoofing',
          'tampering',
          'repudiation',
          'information disclosure',
          'denial of service',
          'elevation of privilege',
        ]),
        threat: sentence,
        answer: sentence,
      }),
    )
    .min(3),
  /** What a unit of work costs: each a claim, computed wherever it can be. */
  costs: z.array(z.strictObject({ says: sentence, claim: z.string() })).min(1),
};
