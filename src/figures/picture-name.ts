import { createContext } from 'react';

/**
 * What the ids inside of a picture begin with, where somebody knows a name that is unique on the page. The build and the
 * browser then agree on it, whatever draws there; a picture without one names itself.
 */
export const PictureName = createContext<string | undefined>(undefined);
