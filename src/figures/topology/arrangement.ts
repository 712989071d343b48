/** How the instances of a kind stand in its box: decided alike when the site is built and when a moment is drawn. */
import { wrapped } from '../text.ts';

export interface Rect {
  /** Lines that there are for words; one when left out. */
  readonly lines?: number;
  /** The width of a cell, where instances stand in a grid and have names. */
  readonly cell?: number;
  /** The centre. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What a kind needs room for. */
export interface Needs {
  /** How many instances. */
  readonly count: number;
  /** Its instances talk to each other: they stand in a ring, so that their messages can be seen. */
  readonly peers: boolean;
  /** Lines under an instance's words: one for the queue, one for the busy slots. */
  readonly gauges: number;
  /** Instances of dynamic kinds are drawn inside. */
  readonly hosts: boolean;
  /** The name that stands over them. */
  readonly label: string;
  /** Lines that the words about an instance may take; one when left out. In a row those after the first stand under its name. */
  readonly lines?: number;
  /** The width of a cell of a grid; that of a number when left out. */
  readonly cell?: number;
}

export type Arrangement = 'single' | 'rows' | 'grid' | 'ring' | 'crowd';

/** More than these are a number with a bar. */
export const MOST_SLOTS = 12;
const MOST_IN_RING = 9;
const MOST_ROWS = 4;

const HEADER = 30;
const NAME_LINE = 17;
export const LINE = 20;
/** From one line of words to the next. */
export const WORDS_LINE = 15;
export const PADDING = 10;
const ROW = 26;
/** As wide as a number of two digits with its mark. */
export const CELL = { width: 46, height: 34 } as const;
/** What a cell has beside its name. */
export const BESIDE_CELL = 22;
const RING_CELL = { width: 74, height: 46 } as const;
export const HOSTED = 30;
/** What a mark before words takes, and what stands between a row's edges, its name and its words. */
export const MARKED = 15;
export const BESIDE_NAME = 20;
export const ROW_EDGES = 12;
const CROWD = 64;

export function arrangementOf({ count, peers }: Pick<Needs, 'count' | 'peers'>): Arrangement {
  if (count <= 1) return 'single';
  if (peers && count <= MOST_IN_RING) return 'ring';
  if (count <= MOST_ROWS) return 'rows';
  return count <= MOST_SLOTS ? 'grid' : 'crowd';
}

/** A long name has two lines. */
export const nameLines = (label: string, width: number): readonly string[] =>
  wrapped(label, width - 2 * PADDING, 2, 14, 'bold');
export const headerOf = (label: string, width: number): number =>
  HEADER + (nameLines(label, width).length - 1) * NAME_LINE;

const columnsOf = (width: number, cell: number = CELL.width) =>
  Math.max(1, Math.floor((width - 2 * PADDING + 4) / cell));

const moreLines = ({ lines = 1 }: Needs): number => (lines - 1) * WORDS_LINE;

/** The height that a box of a width needs. */
export function heightOf(needs: Needs, width: number): number {
  const hosted = needs.hosts ? HOSTED : 0;
  const header = headerOf(needs.label, width);
  const more = moreLines(needs);
  switch (arrangementOf(needs)) {
    case 'single':
      return header + LINE + more + needs.gauges * LINE + hosted + PADDING - 4;
    case 'rows':
      return header + needs.count * (ROW + more + (needs.gauges > 0 ? LINE : 0)) + hosted + PADDING;
    case 'grid':
      return header + Math.ceil(needs.count / columnsOf(width, needs.cell)) * CELL.height + hosted + PADDING;
    case 'ring':
      return header + (needs.count < 4 ? 150 : 210) + hosted + PADDING;
    case 'crowd':
      return header + CROWD + hosted + PADDING;
  }
}

/** Widths that a ring asks for; other boxes are as wide as their words. */
export const ringWidth = (count: number, narrow: boolean): number => (narrow ? 300 : count < 4 ? 260 : 320);

/** Where each instance stands: rectangles in the order of the instances; none when they are too many. */
export function slotsOf(box: Rect, needs: Needs): readonly Rect[] {
  const header = headerOf(needs.label, box.width);
  const top = box.y - box.height / 2 + header;
  const left = box.x - box.width / 2;
  const inner = box.width - 2 * PADDING;
  const each = (place: (i: number) => Rect) => Array.from({ length: needs.count }, (_, i) => place(i));
  switch (arrangementOf(needs)) {
    case 'single':
      return [box];
    case 'rows': {
      const usual = ROW + moreLines(needs) + (needs.gauges > 0 ? LINE : 0);
      // Few instances in a box that was made for many take some of the room.
      const room = box.height - header - PADDING - (needs.hosts ? HOSTED : 0);
      const height = Math.min(usual * 1.3, Math.max(usual, room / needs.count));
      return each((i) => ({ x: box.x, y: top + (i + 0.5) * height, width: inner, height: Math.round(height - 4) }));
    }
    case 'grid': {
      const columns = columnsOf(box.width, needs.cell);
      const cell = inner / columns;
      return each((i) => ({
        x: left + PADDING + ((i % columns) + 0.5) * cell,
        y: top + (Math.floor(i / columns) + 0.5) * CELL.height,
        width: cell - 4,
        height: CELL.height - 4,
      }));
    }
    case 'ring': {
      const across = inner / 2 - RING_CELL.width / 2;
      const down = (box.height - header - PADDING - (needs.hosts ? HOSTED : 0)) / 2 - RING_CELL.height / 2;
      const middle = top + down + RING_CELL.height / 2;
      return each((i) => {
        const angle = -Math.PI / 2 + (2 * Math.PI * i) / needs.count;
        return {
          x: Math.round(box.x + across * Math.cos(angle)),
          y: Math.round(middle + down * Math.sin(angle)),
          ...RING_CELL,
        };
      });
    }
    case 'crowd':
      return [];
  }
}

/** Whether the instances of now still fit into a box that was made for those of the build. */
export const fits = (needs: Needs, box: Rect): boolean => heightOf(needs, box.width) <= box.height + 1;
