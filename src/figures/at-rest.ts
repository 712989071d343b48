import { createContext } from 'react';

/**
 * Whether nothing in a picture can be chosen yet: it stands in a page as it was built. It is then read as one image, by its text
 * equivalent, and none of its parts is a stop of the keyboard that does nothing.
 */
export const AtRest = createContext(false);
