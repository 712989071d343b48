/** How large a kind's box has to be, so that it holds its instances in every run that is drawn. For the build only. */
import { NORMAL, SMALL, textWidth, wrapped } from './text.ts';
import {
  type Arrangement,
  arrangementOf,
  BESIDE_CELL,
  BESIDE_NAME,
  CELL,
  heightOf,
  MARKED,
  type Needs,
  PADDING,
  type Rect,
  ROW_EDGES,
  ringWidth,
} from './topology/arrangement.ts';
import type { Seen, Surveyed } from './topology/survey.ts';

/** What boxes may take. */
export interface Limits {
  readonly widest: number;
  /** In a phone's column. */
  readonly narrow?: boolean;
  /** For several instances, in pictures that have to be low. */
  readonly several?: { readonly widest: number; readonly highest: number };
}

/** What so many instances of a kind need room for. */
interface Need extends Needs {
  readonly words: readonly string[];
  /** The width of the widest name beside words. */
  readonly nameWidth: number;
  /** That of the box, where it has been found. */
  readonly width?: number;
}

export function boxOf(kind: Surveyed, limits: Limits): Pick<Rect, 'width' | 'height' | 'lines' | 'cell'> {
  const cell = cellOf(kind);
  const needs = kind.counts.map((count) => lowered({ ...needOf(kind, count), ...cell }, kind, limits));
  const width = Math.max(...needs.map((need) => boxWidth(need, limits)));
  const lines = Math.max(...needs.map((need) => linesOf(need, width)));
  const height = Math.max(...needs.map((need) => heightOf({ ...need, lines }, width)));
  return { width, height, ...cell, ...(lines > 1 && { lines }) };
}

function needOf(kind: Surveyed, count: number): Need {
  // Of a kind that a run goes without, the name is shown.
  if (count === 0) return { ...kind, count: 1, gauges: 0, hosts: false, words: [], nameWidth: 0 };
  const words = kind.words.map(({ text }) => text);
  return { ...kind, count, words, nameWidth: widestOf(alike(kind.names, kind, count), NORMAL) };
}

/** What was seen on instances that stood as so many do; what was seen on any where no scenario has such. */
function alike(seen: readonly Seen[], { peers }: Surveyed, count: number): readonly string[] {
  const arrangement = arrangementOf({ count, peers });
  const own = seen.filter((one) => arrangementOf({ count: one.count, peers }) === arrangement);
  return (own.length > 0 ? own : seen).map(({ text }) => text);
}

const widestOf = (names: readonly string[], size: number): number =>
  names.reduce((widest, name) => Math.max(widest, textWidth(name, size, 'bold')), 0);

/** In a low picture several go without gauges, and with no more words than they were seen to have; or as one bar. */
function lowered(need: Need, kind: Surveyed, { several }: Limits): Need {
  if (several === undefined || need.count <= 1) return need;
  const bare = { ...need, gauges: 0, words: alike(kind.words, kind, need.count) };
  const isLow = (width: number) => heightOf({ ...bare, lines: linesOf(bare, width) }, width) <= several.highest;
  const width = lowWidths(bare).find((width) => width <= several.widest && isLow(width));
  return width === undefined ? { ...bare, count: MANY } : { ...bare, width };
}

/** At which a row has its words beside its name, or below it in one line; at which the cells of a grid are in three rows. */
function lowWidths(need: Need): readonly number[] {
  const edges = 2 * PADDING + MARKED;
  const words = Math.max(...need.words.map((text) => textWidth(grown(text), SMALL)), 0);
  const widths: Partial<Record<Arrangement, readonly number[]>> = {
    rows: [need.nameWidth + BESIDE_NAME + words + edges, words + ROW_EDGES + edges],
    grid: [Math.max(GRID, Math.ceil(need.count / 3) * (need.cell ?? CELL.width) + 2 * PADDING)],
  };
  return (widths[arrangementOf(need)] ?? []).map((width) => Math.max(leastWidth(need), Math.ceil(width)));
}

/** More instances than any box draws one by one. */
const MANY = 100;

/** Cells of a grid are wide enough for names. */
function cellOf({ names, peers }: Surveyed): Pick<Rect, 'cell'> {
  const inGrid = names.filter(({ count }) => arrangementOf({ count, peers }) === 'grid').map(({ text }) => text);
  const cell = Math.ceil(widestOf(inGrid, SMALL) + BESIDE_CELL);
  return cell > CELL.width ? { cell } : {};
}

/** What counts grows by a digit or two after the moments that were looked at. */
const grown = (words: string): string => words.replace(/\d+/g, (digits) => digits.padStart(3, '0'));

/** How many lines the words about an instance need at a width, so that none are cut. */
function linesOf(need: Need, width: number): number {
  const arrangement = arrangementOf(need);
  const room = width - 2 * PADDING - MARKED;
  const words = need.words.map(grown);
  const most = (within: number, lines: number) =>
    Math.max(1, ...words.map((text) => wrapped(text, within, lines, SMALL).length));
  if (arrangement === 'single') return most(room, MOST_LINES);
  const beside = room - need.nameWidth - BESIDE_NAME;
  if (arrangement !== 'rows' || words.every((text) => textWidth(text, SMALL) <= beside)) return 1;
  return 1 + most(room - ROW_EDGES, MOST_LINES - 1);
}
const MOST_LINES = 3;

function boxWidth(need: Need, { widest, narrow = false }: Limits): number {
  if (need.width !== undefined) return need.width;
  const arrangement = arrangementOf(need);
  if (arrangement === 'ring') return ringWidth(need.count, narrow);
  const words = Math.max(...need.words.map((text) => textWidth(text, SMALL) + 20), 0);
  const beside = arrangement === 'rows' ? 24 : 0;
  const gauges = need.gauges > 0 ? 140 : 0;
  const cells = arrangement === 'grid' ? GRID : arrangement === 'crowd' || need.hosts ? CROWD : 0;
  return Math.round(Math.min(widest, Math.max(leastWidth(need), words + beside + 30, gauges, cells)));
}
const leastWidth = ({ label }: Need): number => Math.max(112, textWidth(label, 14, 'bold') + 28);
/** Four cells beside each other; a bar long enough to tell its parts. */
const GRID = 204;
const CROWD = 180;
