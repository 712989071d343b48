/** Where a run is opened in the site: in the laboratory of its simulation; the run is in the part after #, which no server sees. */
import type { Model } from '../kernel/model.ts';

/** As the player writes and reads it: the laboratory's anchor, "~", the link. */
export const addressOf = ({ id }: Pick<Model, 'id'>, link: string): string => `/simulations/${id}/#run~${link}`;

/** A link's text from what somebody pasted: a whole address, the part after #, or the text itself. */
export const linkIn = (pasted: string): string => pasted.trim().replace(/^.*~|^.*%7E/i, '');
