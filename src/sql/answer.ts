/** What a database answers, as plain data: the same from a worker in the page, from a test and in the recorded file. */
import type { Plan } from './plan.ts';

export interface Table {
  readonly columns: readonly string[];
  /** Values as PostgreSQL writes them; null is NULL. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** Whether there were more than are here. */
  readonly cut: boolean;
}

/** What one statement of a script did. */
export interface Done {
  readonly table: Table | null;
  /** Rows that were changed. */
  readonly changed: number;
}

export interface Refusal {
  readonly sqlstate: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** The character at which it went wrong, from 1. */
  readonly position?: number;
}

export type Answer = { readonly done: readonly Done[] } | { readonly refusal: Refusal };

/** What became of one statement of a script when its plan was asked for. */
export type Planned =
  | { readonly sql: string; readonly plan: Plan }
  /** PostgreSQL plans no such statement, in its own words; it was carried out for those that follow. */
  | { readonly sql: string; readonly unplanned: Refusal }
  /** It begins or ends a transaction, and a plan is shown within one. */
  | { readonly sql: string; readonly leftOut: true };
/** `refusal` is of the statement after the last one planned, or of the session. */
export interface Explained {
  readonly planned: readonly Planned[];
  readonly refusal?: Refusal;
}

/** Who a script is run as. */
export interface Actor {
  readonly label: string;
  readonly says: string;
  /** What makes a session this actor. */
  readonly setup: string;
}

/** What a console needs of a folder. */
export interface ConsoleSetup {
  /** Makes the database: schema, then rows. */
  readonly scripts: readonly string[];
  /** Run before every script. */
  readonly always: string;
  readonly actors: Readonly<Record<string, Actor>>;
  /** The column that says whose a row is, where there is one. */
  readonly tenant?: string;
}

/** In words: "3 rows", "1 row changed", "no rows", "nothing to return". */
export function outcomeInWords({ table, changed }: Done): string {
  if (table !== null) return `${table.cut ? 'the first ' : ''}${counted(table.rows.length)}`;
  return changed > 0 ? `${counted(changed)} changed` : 'done, nothing to show';
}
const counted = (rows: number): string => (rows === 1 ? '1 row' : `${rows === 0 ? 'no' : rows} rows`);
