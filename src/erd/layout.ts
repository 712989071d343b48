/** The diagram laid out twice, for a page and for a telephone. When the site is built only: it brings the layout library with it. */
import { layoutNarrow } from './narrow.ts';
import type { Layouts } from './placed.ts';
import type { Schema } from './schema.ts';
import { layoutWide } from './wide.ts';

export const layoutsOf = (schema: Schema): Layouts => ({ wide: layoutWide(schema), narrow: layoutNarrow(schema) });
