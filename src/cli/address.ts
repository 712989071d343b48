/** Where a run is opened in the site: the simulation's own page, the run in the part after #, which no server sees. */
export const addressOf = (simulation: string, link: string): string => `/simulations/${simulation}/#run=${link}`;

/** A link's text from what somebody pasted: a whole address, the part after #, or the text itself. */
export const linkIn = (pasted: string): string => /(?:#|&|\?)run=([^&\s]*)/.exec(pasted)?.[1] ?? pasted.trim();
