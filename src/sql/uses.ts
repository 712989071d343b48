/** Which tables each statement of a page uses: the diagram lists them. */
import { statementsOf } from './folder.ts';
import { anchorOf, tablesIn } from './statements.ts';

export const usesOn = (folder: string, tables: readonly string[]) =>
  statementsOf(folder).map(({ id, title, sql }) => ({
    href: `#${anchorOf(id)}`,
    title,
    tables: tablesIn(sql, tables),
  }));
