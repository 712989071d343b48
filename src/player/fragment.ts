/** What stands behind the # of an address: which figure of the page, then the run, or a time within it. */

/** "#slow-database~…": a run and its moment, as the kernel writes links. */
export const RUN = '~';
/** The anchor of the figure of a simulation's own page. */
export const LABORATORY = 'run';
/** The anchor of any other figure that is given none; the one on the page to embed has it. */
export const anchorOf = (simulation: string, scenario: string): string => `${simulation}-${scenario}`;
/** "#slow-database@5.0s": a time. */
export const TIME = '@';

export type Fragment = { readonly run: string } | { readonly atUs: number };

/** What an address asks of a figure; undefined when it asks nothing of this one. */
export function readFragment(hash: string, figure: string): Fragment | undefined {
  const text = textOf(hash);
  if (text.startsWith(figure + RUN)) return { run: text.slice(figure.length + 1) };
  if (!text.startsWith(figure + TIME)) return undefined;
  const atUs = readTime(text.slice(figure.length + 1));
  return atUs === undefined ? undefined : { atUs };
}

/** The anchor of the figure that an address is about; undefined when it is about none. */
export const figureOf = (hash: string): string | undefined => /^([^~@]+)[~@]/.exec(textOf(hash))?.[1];

/** An address is anybody's text: one that cannot be decoded is taken as it stands. */
function textOf(hash: string): string {
  const text = hash.replace(/^#/, '');
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const MICROSECONDS = { s: 1_000_000, ms: 1_000, us: 1, µs: 1 } as const;

/** "5.0s", "350ms", "180µs" in microseconds. */
export function readTime(text: string): number | undefined {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(s|ms|us|µs)$/.exec(text.trim()) ?? [];
  return unit === undefined ? undefined : Math.round(Number(amount) * MICROSECONDS[unit as keyof typeof MICROSECONDS]);
}
