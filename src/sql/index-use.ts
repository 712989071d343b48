/** What a search uses of an index: it serves from its left, up to the first gap or the first range. */
import type { IndexColumns, PlanNode } from './plan.ts';

export type Use =
  /** Leads to one stretch of the index. */
  | 'narrows'
  /** Says nothing of this column, and something of a later one. */
  | 'gap'
  /** Stands behind a gap or a range: compared for each entry that is read, or skipped to. */
  | 'behind'
  | 'unused';

/** By `(a, b) < (1, 2)` is by row. */
type Compared = '=' | 'range' | 'row' | '';

export interface ColumnUse {
  readonly column: string;
  readonly compared: Compared;
  readonly use: Use;
}

/** `condition` is PostgreSQL's `Index Cond`, in which the column always stands at the left. */
export function usesOf({ keys }: IndexColumns, condition: string): readonly ColumnUse[] {
  const compared = keys.map((column) => comparedIn(condition, column));
  const last = compared.findLastIndex((how) => how !== '');
  // As many as lead: all that are fixed, and one range after them; a comparison of rows is one range over several columns.
  const fixed = length(compared, '=');
  const leads = fixed + (compared[fixed] === 'row' ? length(compared.slice(fixed), 'row') : 1);
  return keys.map((column, i): ColumnUse => {
    const how = compared[i] ?? '';
    if (how === '') return { column, compared: how, use: i < last ? 'gap' : 'unused' };
    return { column, compared: how, use: i < leads ? 'narrows' : 'behind' };
  });
}

const length = (compared: readonly Compared[], how: Compared): number => {
  const end = compared.findIndex((one) => one !== how);
  return end < 0 ? compared.length : end;
};

function comparedIn(condition: string, column: string): Compared {
  const name = column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const row = new RegExp(`ROW\\([^)]*\\b${name}\\b[^)]*\\) [<>]`);
  if (row.test(condition)) return 'row';
  const operator = new RegExp(`(?<![\\w.])${name}\\)?(?:::[a-z ]+)? (=|IS NULL|[^\\s\\w]+|IS)`).exec(condition)?.[1];
  if (operator === undefined) return '';
  return operator === '=' || operator === 'IS NULL' ? '=' : 'range';
}

export const conditionOf = ({ details }: PlanNode): string =>
  details.find((detail) => detail.startsWith('Index Cond: '))?.slice('Index Cond: '.length) ?? '';
