/**
 * Finds figures in prose that are no claim: a number with a unit, a percentage, a factor, money, a rate. Years, ids,
 * counts of words, versions, section numbers and code are left alone.
 *
 * The answer to a report is short: make it a claim, or, when it is an example and no statement about a system, write
 * `{/* example *\/}` right behind it.
 */
export interface Figure {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const UNIT = String.raw`(?:%|×|x\b|µs\b|ms\b|s\b|seconds?\b|minutes?\b|hours?\b|days?\b|[kKMGT]?i?B\b|requests?\/s|req\/s|rps\b|\/s\b|per (?:second|minute|hour|day|month)|times\b|servers?\b|tenants?\b|operations?\b)`;
const NUMBER = String.raw`\d(?:[\d,.]*\d)?(?:\s?(?:million|billion|thousand|[kKMB]))?`;
const WITH_UNIT = new RegExp(String.raw`(?<![\w.#/-])${NUMBER}\s?${UNIT}`, 'g');
const MONEY = /[$€£]\s?\d(?:[\d,.]*\d)?/g;

/** The figures of a page's prose. Fences, inline code, components' attributes and links are not prose. */
export function figuresIn(source: string): Figure[] {
  const figures: Figure[] = [];
  let fence = false;
  let frontmatter = source.startsWith('---');
  for (const [i, raw] of source.split('\n').entries()) {
    if (i > 0 && frontmatter && raw.trim() === '---') {
      frontmatter = false;
      continue;
    }
    if (frontmatter && NO_PROSE.test(raw)) continue;
    if (/^\s*(```|~~~)/.test(raw)) fence = !fence;
    if (fence || /^\s*(import|export)\s/.test(raw)) continue;
    const line = withoutCode(raw);
    for (const match of [...line.matchAll(WITH_UNIT), ...line.matchAll(MONEY)])
      figures.push({ line: i + 1, text: match[0].trim() });
  }
  return figures;
}

/** Lines of a page's head that hold no statement of the study: names, dates, addresses, knobs, windows of an objective. */
const NO_PROSE = /^---|^\s*-?\s*\{?\s*(?:title|url|read|decided|author|publisher|usedFor|order|label|sli)\s*:/;

const EXEMPT = /[^\s(]+(?:\s\S+)?\s?\{\/\* example \*\/\}/g;

const withoutCode = (line: string): string =>
  line
    .replace(EXEMPT, ' ')
    .replace(/`[^`]*`/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/\{[^}]*\}/g, ' ');
