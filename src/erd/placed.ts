/** Where the tables stand and how their keys go: what a layout says, without the means to make one. */
import { rowAt } from './measure.ts';

export interface PlacedTable {
  readonly name: string;
  /** The top left corner. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The columns that are drawn. */
  readonly columns: readonly string[];
}

export interface PlacedRelation {
  /** `table.key` */
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** From the table that has the key to the one that it refers to. */
  readonly path: string;
  /** Where it leaves the table that has it, and where it arrives: the rows of its columns. */
  readonly start: End;
  readonly end: End;
}

export interface End {
  readonly x: number;
  /** Of each column, from the top. */
  readonly rows: readonly number[];
  /** 1 when the line goes to the right from here, −1 to the left. */
  readonly side: 1 | -1;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly tables: readonly PlacedTable[];
  readonly relations: readonly PlacedRelation[];
}

export interface Layouts {
  readonly wide: Layout;
  readonly narrow: Layout;
}

/** The height at which a line meets a table: the last of its rows, for what several keys share, such as a tenant, comes first. */
export const meetsAt = ({ rows }: Pick<End, 'rows'>): number => rows.at(-1) ?? 0;

/** The rows of a key's columns in a placed table. */
export const rowsOf = (table: PlacedTable, columns: readonly string[]): readonly number[] =>
  columns.map((column) => table.y + rowAt(table.columns.indexOf(column))).sort((a, b) => a - b);
