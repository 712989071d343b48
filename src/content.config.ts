/**
 * The pages of the case studies. The build fails, with file, line and what was expected, for anything at their heads that is missing,
 * misspelt or not known to `src/layouts/page-schema.ts`.
 */

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { expectRightHeads } from './layouts/page-head.ts';
import { pageSchema } from './layouts/page-schema.ts';

/** rate-limiting/index.mdx → rate-limiting; a file or folder that starts with _ is not a page. */
const idOf = ({ entry }: { entry: string }) => entry.replace(/\.mdx$/, '').replace(/\/index$/, '');

const pages = glob({ base: './case-studies', pattern: ['**/[^_]*.mdx', '!**/_*/**'], generateId: idOf });

export const collections = {
  caseStudies: defineCollection({
    // Astro stops at the first head that is wrong, and knows no line of it.
    loader: {
      ...pages,
      load: (context) => {
        expectRightHeads();
        return pages.load(context);
      },
    },
    schema: pageSchema,
  }),
};
