/** What a page of a case study may write without importing it. */
import Figure from './Figure.astro';
import Status from './Status.astro';

export const forAuthors = { Figure, Status };
