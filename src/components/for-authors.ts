/** What a page of a case study may write without importing it. */
import Artefact from './Artefact.astro';
import Capacity from './Capacity.astro';
import Claim from './Claim.astro';
import Erd from './Erd.astro';
import Experiments from './Experiments.astro';
import Figure from './Figure.astro';
import QueryPlan from './QueryPlan.astro';
import Run from './Run.astro';
import SequenceOfRun from './SequenceOfRun.astro';
import SqlConsole from './SqlConsole.astro';
import StatechartOf from './StatechartOf.astro';
import Status from './Status.astro';
import WhatStops from './WhatStops.astro';

export const forAuthors = {
  Artefact,
  Capacity,
  Claim,
  Erd,
  Experiments,
  Figure,
  QueryPlan,
  Run,
  SequenceOfRun,
  SqlConsole,
  StatechartOf,
  Status,
  WhatStops,
};
