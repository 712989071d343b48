/**
 * How wide pictures are drawn, in their own units. A figure is from 680 to 1,200 px wide on a screen that is no phone's: drawn at
 * this width, its words are never smaller than 11 px on a screen of 1,280 px, and no line is so long that the eye loses it.
 */
export const WIDE_WIDTH = 780;
/** Within a phone of 390 px. */
export const NARROW_WIDTH = 350;
