/**
 * What stands at the head of a page of a case study. The comments are the authors' reference. The build, the
 * development server and `tests/every-study.test.ts` hold every page against it and name the line (`page-head.ts`).
 */
import { z } from 'astro/zod';
import * as chapters from './chapter-schemas.ts';

/** A clock that is a day ahead of ours, somewhere. */
const tomorrow = new Date(Date.now() + 86_400_000);

/** Where we read something. */
const source = z.strictObject({
  /** As printed there. */
  title: z.string().min(1),
  /** Who wrote it, when a person did. */
  author: z.string().min(1).optional(),
  /** The company, journal or site that published it. */
  publisher: z.string().min(1),
  url: z.url({ protocol: /^https$/, error: 'expected an https address' }),
  /** The day we last read it, as 2026-01-31: pages change. */
  read: z.coerce
    .date({ error: 'expected a day as 2026-01-31' })
    .max(tomorrow, 'expected the day on which it was read, not one to come'),
  /** What in this study rests on it, in a few words. */
  usedFor: z.string().min(1),
});

/** A number that a reader sees first. */
const fact = z.strictObject({
  /** The id of one of the study's claims: `claims.ts` says what the number is and where it comes from. */
  claim: z.string().min(1),
  /** What it counts: "admitted in the worst minute". */
  label: z.string().min(1),
});

/** What every page has. */
const common = {
  title: z.string().min(1),
  /** Two or three sentences under the title; also what search engines and cards show. */
  description: z.string().min(1),
  /** `draft` pages are shown, and marked as such. */
  status: z.enum(['draft', 'published']),
};

/** A chapter names sources of its own; those of the whole study stand in its index. */
const chapter = { ...common, sources: z.array(source).default([]) };

/** index.mdx: the whole study in two minutes. */
const index = z.strictObject({
  page: z.literal('index'),
  ...common,
  /** The study's short name, for navigation: "Rate limiting". */
  name: z.string().min(1),
  /** The question that the study answers, as a question. */
  question: z.string().endsWith('?'),
  /** The answer, in one or two sentences. */
  answer: z.string().min(1),
  /** Up to four numbers. */
  facts: z.array(fact).max(4).default([]),
  /** The folders under simulations/ that this study runs. */
  simulations: z.array(z.string()).default([]),
  /** The figure that stands for this study on the site's first page: one that fails, and the one control that mends it. */
  figure: z
    .strictObject({
      simulation: z.string(),
      scenario: z.string().optional(),
      question: z.string().endsWith('?').optional(),
      knobs: z.array(z.string()).max(2).optional(),
    })
    .optional(),
  sources: z.array(source),
  /** Studies are listed by this, smallest first. */
  order: z.number().int(),
});

/** decisions/NNNN-title.mdx: one decision, after MADR. */
const decision = z
  .strictObject({
    page: z.literal('decision'),
    ...chapter,
    state: z.enum(['proposed', 'accepted', 'rejected', 'superseded']),
    /** The day it was made in the story. */
    decided: z.coerce.date().optional(),
    /** The number of the decision that replaced it. */
    supersededBy: z.number().int().optional(),
    ...chapters.decision,
  })
  .superRefine(({ chosen, options }, context) => {
    const names = options.map(({ name }) => name);
    const message = `expected the name of one of the options: ${names.join('; ')}`;
    if (!names.includes(chosen)) context.addIssue({ code: 'custom', path: ['chosen'], message });
  });

const page = z.discriminatedUnion('page', [
  index,
  /** requirements.mdx: what it has to do, for whom, how well. */
  z.strictObject({ page: z.literal('requirements'), ...chapter, ...chapters.requirements }),
  /** capacity.mdx: how much of what, calculated. */
  z.strictObject({ page: z.literal('capacity'), ...chapter }),
  /** architecture.mdx: the parts and who talks to whom. */
  z.strictObject({ page: z.literal('architecture'), ...chapter }),
  decision,
  /** failures.mdx: what breaks, and what the reader then sees. */
  z.strictObject({ page: z.literal('failures'), ...chapter, ...chapters.failures }),
  /** tradeoffs.mdx: what was given up, and when not to do this. */
  z.strictObject({ page: z.literal('tradeoffs'), ...chapter, ...chapters.tradeoffs }),
  /** operations.mdx: rolling out, watching, repairing. */
  z.strictObject({ page: z.literal('operations'), ...chapter, ...chapters.operations }),
]);

/** What a page that is published has to rest on; a draft may still be looking. */
const FEWEST_SOURCES = 5;
export const pageSchema = page.superRefine(({ status, sources }, context) => {
  const addresses = sources.map(({ url }) => url);
  const issue = (message: string) => context.addIssue({ code: 'custom', path: ['sources'], message });
  if (status === 'published' && sources.length < FEWEST_SOURCES)
    issue(
      `expected at least ${FEWEST_SOURCES} sources on a page that is published, got ${sources.length}; add what you read, or say "status: draft"`,
    );
  for (const twice of new Set(addresses.filter((url, i) => addresses.indexOf(url) !== i)))
    issue(`expected each source once; twice: ${twice}`);
});
