/** The diagram that can be used: choose, search, follow. Without script it is the drawing and its text. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { AsText } from './AsText.tsx';
import { Drawing, EndsMark, ForeignMark, Shield, TenantMark } from './Drawing.tsx';
import { Panel } from './Panel.tsx';
import type { Layout, Layouts } from './placed.ts';
import type { Schema } from './schema.ts';
import { found, litBy, neighbour, type Selection, type Use } from './selection.ts';
import { schemaInWords } from './words.ts';

export interface DiagramProps {
  readonly schema: Schema;
  readonly layouts: Layouts;
  /** The column that carries the tenant, where there is one. */
  readonly tenant?: string | undefined;
  readonly uses: readonly Use[];
}

export default function Diagram({ schema, layouts, tenant, uses }: DiagramProps) {
  const [selection, select] = useState<Selection>(null);
  const [wanted, want] = useState('');
  const [awake, wake] = useState(false);
  useEffect(() => wake(true), []);
  const [here, stand] = useState(schema.tables[0]?.name ?? '');
  const body = useRef<HTMLDivElement>(null);
  const hint = useId();
  const [said, say] = useState('');
  /** Where the focus goes once what was chosen in the panel is shown; the button that was pressed is gone by then. */
  const focusNext = useRef<'panel' | 'table' | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `here` is where the focus already is; only a choice moves anything
  useEffect(() => {
    settle(body.current, selection?.table ?? here, focusNext.current);
    // Whoever comes to the panel hears it there.
    say(selection === null || focusNext.current !== null ? '' : `What is known of ${selection.table} follows.`);
    focusNext.current = null;
  }, [selection]);
  const follow = (to: Selection): void => {
    focusNext.current = to === null ? 'table' : 'panel';
    if (to !== null) stand(to.table);
    select(to);
  };
  const matches = found(schema, wanted);
  const onKey = (event: KeyboardEvent, table: string, layout: Layout): void => {
    const next = neighbour(layout, table, event.key);
    if (event.key === 'Enter' || event.key === ' ') select(selection?.table === table ? null : { table });
    else if (event.key === 'Escape') select(null);
    else if (next !== undefined) {
      focusTable(event, next);
      settle(body.current, next, null);
    } else if (!event.key.startsWith('Arrow')) return;
    event.preventDefault();
  };
  const drawing = {
    schema,
    tenant,
    awake,
    selection,
    title: schemaInWords(schema),
    hint,
    lit: litBy(schema, selection),
    matches: wanted.trim() === '' ? null : new Set(matches.map(({ name }) => name)),
    onSelect: select,
    onKey,
    here,
    onHere: stand,
  };
  return (
    <div className="erd">
      <SearchRow
        awake={awake}
        wanted={wanted}
        want={want}
        matches={matches.map(({ name }) => name)}
        onSelect={follow}
      />
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <div className="erd-body" ref={body}>
        <div className="erd-picture">
          <Drawing {...drawing} layout={layouts.wide} name="wide" />
          <Drawing {...drawing} layout={layouts.narrow} name="narrow" />
        </div>
        <Legend tenant={tenant} />
        <div
          key={selection === null ? '' : `${selection.table}.${selection.key}`}
          className={selection === null ? 'erd-panel' : 'erd-panel is-open'}
        >
          <Panel hint={hint} schema={schema} tenant={tenant} uses={uses} selection={selection} onSelect={follow} />
        </div>
      </div>
      <AsText schema={schema} tenant={tenant} />
    </div>
  );
}

/** Keeps what was chosen above a panel that stands at the bottom of the screen, and the focus where the reader is. */
function settle(body: HTMLElement | null, table: string, focus: 'panel' | 'table' | null): void {
  const panel = body?.querySelector<HTMLElement>('.erd-panel.is-open');
  const drawn = [...(body?.querySelectorAll<SVGGElement>(`[data-table="${CSS.escape(table)}"]`) ?? [])];
  const seen = drawn.find((one) => one.getClientRects().length > 0);
  if (focus === 'table') seen?.focus();
  if (focus === 'panel') panel?.querySelector('h4')?.focus({ preventScroll: true });
  if (!panel || !seen || getComputedStyle(panel).bottom === 'auto') return;
  const hidden = seen.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
  if (hidden > 0) scrollBy({ top: hidden + 12 });
}

/** Both drawings are in the page; the table of the one that is shown is meant. */
function focusTable({ currentTarget }: KeyboardEvent, table: string): void {
  const drawing = currentTarget.closest('svg');
  drawing?.querySelector<SVGGElement>(`[data-table="${CSS.escape(table)}"]`)?.focus();
}

interface SearchProps {
  readonly awake: boolean;
  readonly wanted: string;
  readonly want: (text: string) => void;
  readonly matches: readonly string[];
  readonly onSelect: (selection: Selection) => void;
}
function SearchRow({ awake, wanted, want, matches, onSelect }: SearchProps) {
  const id = useId();
  const [first] = matches;
  return (
    <form
      className="erd-search"
      onSubmit={(event) => {
        event.preventDefault();
        if (first !== undefined) onSelect({ table: first });
      }}
    >
      <label htmlFor={id}>Find</label>
      <input
        id={id}
        type="search"
        value={wanted}
        disabled={!awake}
        placeholder="table, column, index, word"
        onChange={(event) => want(event.currentTarget.value)}
      />
      <output htmlFor={id}>
        {wanted.trim() === '' ? '' : matches.length === 0 ? 'nothing found' : `in ${matches.join(', ')}`}
      </output>
    </form>
  );
}

function Legend({ tenant }: { tenant: string | undefined }) {
  return (
    <ul className="erd-legend">
      <li>
        <u>name</u> primary key
      </li>
      <li>
        <Sign>
          <ForeignMark x={9} y={9} />
        </Sign>
        foreign key
      </li>
      {tenant !== undefined && (
        <li>
          <Sign>
            <TenantMark x={9} y={9} />
          </Sign>
          the tenant; a thick line is a key that carries it
        </li>
      )}
      <li>
        <Sign>
          <Shield x={2} y={1} forced />
        </Sign>
        row-level security, forced
      </li>
      <li>
        <Sign wide>
          <EndsMark x={2} y={9} />
        </Sign>
        any number to one; with a ring, to one or none
      </li>
      <li>
        <Sign>
          <ForeignMark x={9} y={9} unserved />
        </Sign>
        dashed: no whole index begins with the key
      </li>
      <li>? may be NULL</li>
    </ul>
  );
}
const Sign = ({ children, wide = false }: { children: React.ReactNode; wide?: boolean }) => (
  <svg width={wide ? 34 : 18} height="18" viewBox={`0 0 ${wide ? 34 : 18} 18`} aria-hidden="true">
    {children}
  </svg>
);
