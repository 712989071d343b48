/** What a page of a case study may write without importing it. */
import Claim from './Claim.astro';
import Figure from './Figure.astro';
import Status from './Status.astro';

export const forAuthors = { Claim, Figure, Status };
