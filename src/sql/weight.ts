/** PGlite 0.5.16, measured: 5.7 MB compressed with gzip, 16.1 MB where a host does not compress. */
export const WEIGHT = 'loads 6 MB, or 16 MB uncompressed';
