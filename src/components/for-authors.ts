/** What a page of a case study may write without importing it. */
import Artefact from './Artefact.astro';
import Capacity from './Capacity.astro';
import Claim from './Claim.astro';
import Erd from './Erd.astro';
import Figure from './Figure.astro';
import SequenceOfRun from './SequenceOfRun.astro';
import StatechartOf from './StatechartOf.astro';
import Status from './Status.astro';

export const forAuthors = { Artefact, Capacity, Claim, Erd, Figure, SequenceOfRun, StatechartOf, Status };
