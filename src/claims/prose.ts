/**
 * Finds figures in prose that are no claim: a number with a unit, a percentage, a factor, money, a rate, a ratio, and large numbers
 * that are written in words. Years, dates, ids, statuses, versions, section numbers, small counts in words and code are left alone.
 *
 * The answer to a report is short: make it a claim, or, when it is an example and no statement about a system, write
 * `{/* example *\/}` right behind it.
 */
export interface Figure {
  /** From 1. */
  readonly line: number;
  readonly text: string;
}

const TIME = String.raw`[µmn]s\b|s\b|(?:milli|micro|nano)?seconds?\b|minutes?\b|hours?\b|days?\b|weeks?\b|months?\b|years?\b`;
const SIZE = String.raw`[kKMGTP]?i?B\b|(?:kilo|mega|giga|tera)?bytes?\b|[kKMG]?bit\/s\b|[kMG]bps\b`;
const RATE = String.raw`[\w-]+\/(?:s|min|h|day)\b|\/s\b|(?:rps|qps|tps|QPS|TPS|RPS|IOPS|Hz|kHz|MHz|GHz)\b|(?:[\w-]+\s)?(?:per|an?) (?:second|minute|hour|day|month|year)\b`;
const COUNT = String.raw`(?:requests|users|customers|tenants|clients|servers|machines|nodes|shards|replicas|connections|messages|events|operations|orders|payments|rows|keys|attempts|retries|gateways|partitions|workers)\b`;
const FACTOR = String.raw`×|x\b|-?fold\b|times\b`;
const MONEY = String.raw`(?:USD|EUR|GBP|dollars?|euros?|pounds?|cents?)\b|[€$£]`;
const PERCENT = String.raw`%|per ?cent\b|percentage points?\b`;
const UNIT = `(?:${[PERCENT, FACTOR, MONEY, RATE, TIME, SIZE, COUNT].join('|')})`;
const NUMBER = String.raw`\d(?:[\d,.]*\d)?(?:[\s-]?(?:million|billion|thousand|[kKMB](?![a-zA-Z])))?`;
const WORD =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:a )?hundred|(?:a )?thousand';
const COMPARED =
  'the|as|its|their|his|our|what|that|more|less|fewer|larger|smaller|faster|slower|longer|shorter|higher|lower|over|cheaper|dearer';

const PATTERNS = [
  // A plural of a status or a decade is no time: "two 429s", "the 1990s".
  String.raw`(?<![\w.#/-])(?!\d{3,4}s\b)${NUMBER}[\s-]?${UNIT}`,
  String.raw`(?:[$€£]|\b(?:USD|EUR|GBP))\s?\d(?:[\d,.]*\d)?`,
  String.raw`\bfactor of (?:\d(?:[\d,.]*\d)?|${WORD})`,
  String.raw`\b(?:${WORD})(?:[- ](?:times|fold) (?:${COMPARED})\b|fold\b|[- ]per ?cent\b)`,
  // "For a million requests" is a unit.
  String.raw`\b(?<!\b(?:for|per) (?:a )?)(?:(?:${WORD})[- ])*(?:half a |a )?(?:thousand|million|billion) (?:of )?${COUNT}`,
  String.raw`(?<![\w.-])\d+ (?:in|out of) \d[\d,]{2,}`,
].map((pattern) => new RegExp(pattern, 'g'));

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
    for (const text of figuresOf(withoutCode(raw))) figures.push({ line: i + 1, text });
  }
  return figures;
}

/** Each stretch once, though several patterns may find it. */
function figuresOf(line: string): string[] {
  const found = PATTERNS.flatMap((pattern) => [...line.matchAll(pattern)]).sort((a, b) => a.index - b.index);
  return found
    .filter((match, i) => found.slice(0, i).every((other) => other.index + other[0].length <= match.index))
    .map((match) => match[0].trim());
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
