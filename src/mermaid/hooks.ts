/**
 * In a flowchart that runs downwards Mermaid may lead a line along the side of its box for a few pixels, for the line to meet the box
 * at a point it once chose. There an arrowhead lies on its side, half under the box. Without that hook the line leaves and meets
 * its box upright.
 */

const number = String.raw`(-?[\d.]+)`;
const begin = new RegExp(`^M${number},${number}L${number},\\2Q${number},\\2 \\4,${number}`);
const end = new RegExp(`L${number},${number}Q\\1,${number} ${number},\\3L${number},\\3$`);
/** Further along a box might have no side any more. In px. */
const FEW = 16;
/** What Mermaid leaves between a line and its box for the arrowhead, in px. */
const HEAD = 4;

const isShort = (from: string, to: string): boolean => Math.abs(Number(from) - Number(to)) <= FEW;

export const withoutHooks = (path: string): string =>
  path
    .replace(begin, (whole, x, y, _corner, lane, below) =>
      isShort(x, lane) ? `M${lane},${y}L${lane},${below}` : whole,
    )
    .replace(end, (whole, lane, _above, side, _corner, x) =>
      isShort(x, lane) ? `L${lane},${(Number(side) - HEAD).toFixed(2)}` : whole,
    );

const runsDownwards = (source: string): boolean => /^\s*(?:flowchart|graph)\s+(?:TB|TD)\b/m.test(source);

/** The drawing of `source`, whose lines leave their boxes and meet them upright. */
export const withUprightEnds = (svg: string, source: string): string =>
  runsDownwards(source)
    ? svg.replace(/(<path d=")([^"]+)("[^>]*flowchart-link[^>]*marker-end)/g, (_whole, before, path, after) =>
        [before, withoutHooks(path), after].join(''),
      )
    : svg;
