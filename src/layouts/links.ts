/** Every link that the machinery writes starts here, so that the site works under a path. */

import { LABORATORY, RUN } from '../player/fragment.ts';

const base = import.meta.env.BASE_URL.replace(/\/+$/, '');

/** '/simulations/' → '/base/simulations/' */
export const link = (path: `/${string}`): string => base + path;

/** The laboratory of a simulation, opened at a run. `run` is what `encodeLink` makes of it. */
export const runLink = (simulation: string, run: string): string =>
  `${link(`/simulations/${simulation}/`)}#${LABORATORY}${RUN}${run}`;
