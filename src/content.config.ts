/**
 * The pages of the case studies. The build fails, with the file and what was expected, for anything at their heads that is missing,
 * misspelt or not known to `src/layouts/page-schema.ts`.
 */

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { pageSchema } from './layouts/page-schema.ts';

/** rate-limiting/index.mdx → rate-limiting; a file or folder that starts with _ is not a page. */
const idOf = ({ entry }: { entry: string }) => entry.replace(/\.mdx$/, '').replace(/\/index$/, '');

export const collections = {
  caseStudies: defineCollection({
    loader: glob({ base: './case-studies', pattern: '**/[^_]*.mdx', generateId: idOf }),
    schema: pageSchema,
  }),
};
