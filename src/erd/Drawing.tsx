/** The diagram: tables with their columns, and a line for each foreign key. What is not lit stands back. */
import type { KeyboardEvent } from 'react';
import { EDGE, HEAD, MARKS, ROW, rowAt, shortType } from './measure.ts';
import { type End, type Layout, meetsAt, type PlacedRelation, type PlacedTable } from './placed.ts';
import { type Schema, type Table, tableNamed } from './schema.ts';
import type { Lit, Selection } from './selection.ts';

interface Props {
  readonly schema: Schema;
  readonly layout: Layout;
  readonly name: 'wide' | 'narrow';
  readonly title: string;
  readonly tenant: string | undefined;
  readonly selection: Selection;
  readonly lit: Lit | null;
  readonly matches: ReadonlySet<string> | null;
  readonly onSelect: (selection: Selection) => void;
  readonly onKey: (event: KeyboardEvent, table: string, layout: Layout) => void;
}

export function Drawing(props: Props) {
  const { schema, layout, name, title, lit, selection } = props;
  const far = ({ id }: PlacedRelation) => (lit === null ? '' : lit.relations.has(id) ? ' is-lit' : ' is-far');
  // Lines that are lit are drawn last, above the others.
  const relations = layout.relations.toSorted(
    (a, b) => Number(lit?.relations.has(a.id)) - Number(lit?.relations.has(b.id)),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn in an SVG
    <svg
      className={`erd-${name}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      role="group"
      aria-label={title}
    >
      {relations.map((relation) => (
        <Relation
          key={relation.id}
          relation={relation}
          className={far(relation)}
          carries={carriesTenant(props, relation)}
          onChoose={() => props.onSelect({ table: relation.from, key: relation.id.slice(relation.from.length + 1) })}
        />
      ))}
      {layout.tables.map((placed) => (
        <TableBox
          key={placed.name}
          {...props}
          placed={placed}
          table={tableNamed(schema, placed.name)}
          chosen={selection?.table === placed.name}
        />
      ))}
    </svg>
  );
}

const carriesTenant = ({ schema, tenant }: Props, { id, from }: PlacedRelation): boolean => {
  const key = tableNamed(schema, from).foreignKeys.find(({ name }) => id === `${from}.${name}`);
  return tenant !== undefined && key !== undefined && key.columns.length > 1 && key.columns.includes(tenant);
};

interface RelationProps {
  readonly relation: PlacedRelation;
  readonly className: string;
  readonly carries: boolean;
  readonly onChoose: () => void;
}
function Relation({ relation, className, carries, onChoose }: RelationProps) {
  const { id, start, end, path } = relation;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer; by keyboard a key is chosen from its table's panel
    <g className={`erd-relation${carries ? ' is-carrying' : ''}${className}`} data-key={id} onClick={onChoose}>
      <path className="erd-reach" d={path} />
      <path d={path} />
      <path d={crowsFoot(start)} />
      <path d={bar(end)} />
      <path className="erd-bracket" d={bracket(start)} />
      <path className="erd-bracket" d={bracket(end)} />
    </g>
  );
}
const crowsFoot = (end: End): string => {
  const y = meetsAt(end);
  return `M${end.x + end.side * 9},${y}L${end.x},${y - 5}M${end.x + end.side * 9},${y}H${end.x}M${end.x + end.side * 9},${y}L${end.x},${y + 5}`;
};
const bar = (end: End): string =>
  `M${end.x},${meetsAt(end)}h${end.side * 9}M${end.x + end.side * 5},${meetsAt(end) - 5}v10`;
/** Several columns are one key: a bracket holds their rows together. */
const bracket = ({ x, rows, side }: End): string =>
  rows.length < 2 ? '' : `M${x},${rows[0]}h${side * 4}V${rows.at(-1)}`;

function TableBox({
  placed,
  table,
  chosen,
  lit,
  matches,
  tenant,
  layout,
  onSelect,
  onKey,
}: Props & { placed: PlacedTable; table: Table; chosen: boolean }) {
  const far = (lit !== null && !lit.tables.has(table.name)) || (matches !== null && !matches.has(table.name));
  const shield = table.security === 'off' ? '' : ', with row-level security';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a button cannot be drawn in an SVG
    <g
      className={`erd-table${chosen ? ' is-chosen' : ''}${far ? ' is-far' : ''}`}
      transform={`translate(${placed.x},${placed.y})`}
      role="button"
      tabIndex={0}
      aria-pressed={chosen}
      aria-label={`Table ${table.name}${shield}`}
      data-table={table.name}
      onClick={() => onSelect(chosen ? null : { table: table.name })}
      onKeyDown={(event) => onKey(event, table.name, layout)}
    >
      <rect className="erd-box" width={placed.width} height={placed.height} rx={6} />
      <path className="erd-line" d={`M0,${HEAD}H${placed.width}`} />
      <text className="erd-name" x={10} y={20}>
        {table.name}
      </text>
      {table.security !== 'off' && <Shield x={placed.width - 22} forced={table.security === 'forced'} />}
      {placed.columns.map((name, i) => (
        <ColumnRow key={name} table={table} name={name} y={rowAt(i)} width={placed.width} tenant={tenant} />
      ))}
    </g>
  );
}

function ColumnRow({
  table,
  name,
  y,
  width,
  tenant,
}: {
  table: Table;
  name: string;
  y: number;
  width: number;
  tenant: string | undefined;
}) {
  const column = table.columns.find((one) => one.name === name);
  if (column === undefined) return null;
  const primary = table.primaryKey?.columns.includes(name) ?? false;
  const foreign = table.foreignKeys.some(({ columns }) => columns.includes(name));
  return (
    <g className={name === tenant ? 'erd-row is-tenant' : 'erd-row'}>
      {name === tenant && <rect className="erd-band" x={1} y={y - ROW / 2} width={width - 2} height={ROW} />}
      {name === tenant ? <TenantMark x={11} y={y} /> : foreign && <ForeignMark x={10} y={y} />}
      <text className={primary ? 'erd-column is-key' : 'erd-column'} x={MARKS} y={y + 4}>
        {name}
      </text>
      <text className="erd-type" x={width - EDGE} y={y + 4} textAnchor="end">
        {shortType(column)}
      </text>
    </g>
  );
}

interface At {
  readonly x: number;
  readonly y: number;
}
export const ForeignMark = ({ x, y }: At) => <path className="erd-mark" d={`M${x + 4},${y}h-8m3,-3l-3,3l3,3`} />;
export const TenantMark = ({ x, y }: At) => (
  <path className="erd-tenant" d={`M${x},${y - 4.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5z`} />
);

/** A whole shield when the owner is bound as well, half a one when not. */
export const Shield = ({ x, y = 7, forced }: { x: number; y?: number; forced: boolean }) => (
  <g className="erd-shield" transform={`translate(${x},${y})`}>
    <path d="M6.5,0.5L12.5,2.5V7C12.5,11 10,13.5 6.5,15.5C3,13.5 0.5,11 0.5,7V2.5Z" />
    <path
      className="erd-shield-half"
      d={
        forced
          ? 'M6.5,3.2L10,4.4V7.2C10,9.7 8.5,11.3 6.5,12.6C4.5,11.3 3,9.7 3,7.2V4.4Z'
          : 'M6.5,3.2V12.6C4.5,11.3 3,9.7 3,7.2V4.4Z'
      }
    />
  </g>
);
