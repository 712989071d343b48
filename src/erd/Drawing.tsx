/** The diagram: tables with their columns, and a line for each foreign key. What is not lit stands back. */
import type { KeyboardEvent } from 'react';
import { EDGE, HEAD, MARKS, ROW, rowAt, shortType } from './measure.ts';
import { type End, type Layout, meetsAt, type PlacedRelation, type PlacedTable } from './placed.ts';
import { type ForeignKey, manyOf, type Schema, type Table, tableNamed } from './schema.ts';
import type { Lit, Selection } from './selection.ts';

interface Props {
  readonly schema: Schema;
  readonly layout: Layout;
  readonly name: 'wide' | 'narrow';
  readonly title: string;
  /** The id of what says how it is used, which stands there as long as nothing is chosen. */
  readonly hint: string;
  readonly tenant: string | undefined;
  /** Until then it is one image, by its title: nothing in it can be chosen. */
  readonly awake: boolean;
  readonly selection: Selection;
  readonly lit: Lit | null;
  readonly matches: ReadonlySet<string> | null;
  readonly onSelect: (selection: Selection) => void;
  readonly onKey: (event: KeyboardEvent, table: string, layout: Layout) => void;
  /** The one table that the Tab key stops at; arrow keys go on from there. */
  readonly here: string;
  readonly onHere: (table: string) => void;
}

export function Drawing(props: Props) {
  const { schema, layout, name, title, awake, lit, selection } = props;
  const far = ({ id }: PlacedRelation) => (lit === null ? '' : lit.relations.has(id) ? ' is-lit' : ' is-far');
  // Lines that are lit are drawn last, above the others.
  const relations = layout.relations.toSorted(
    (a, b) => Number(lit?.relations.has(a.id)) - Number(lit?.relations.has(b.id)),
  );
  return (
    <svg
      className={`erd-${name}`}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      width={layout.width}
      height={layout.height}
      role={awake ? 'group' : 'img'}
      aria-label={title}
      aria-describedby={awake && selection === null ? props.hint : undefined}
    >
      {relations.map((relation) => {
        const from = tableNamed(schema, relation.from);
        const name = relation.id.slice(relation.from.length + 1);
        const key = from.foreignKeys.find((one) => one.name === name);
        return (
          key !== undefined && (
            <Relation
              key={relation.id}
              relation={relation}
              from={from}
              foreignKey={key}
              className={`${classesOf(props, key)}${far(relation)}`}
              onChoose={() => props.onSelect({ table: relation.from, key: name })}
            />
          )
        );
      })}
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

const classesOf = ({ tenant }: Props, key: ForeignKey): string => {
  const carries = tenant !== undefined && key.columns.length > 1 && key.columns.includes(tenant);
  return `${carries ? ' is-carrying' : ''}${key.index === null ? ' is-unserved' : ''}`;
};

interface RelationProps {
  readonly relation: PlacedRelation;
  readonly className: string;
  readonly from: Table;
  readonly foreignKey: ForeignKey;
  readonly onChoose: () => void;
}
function Relation({ relation, className, from, foreignKey, onChoose }: RelationProps) {
  const { id, start, end, path } = relation;
  const { optional, unique } = manyOf(from, foreignKey);
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it is for the pointer and takes no focus; by keyboard a key is chosen from its table's panel
    <g className={`erd-relation${className}`} data-key={id} aria-hidden="true" onClick={onChoose}>
      <path className="erd-reach" d={path} />
      <path className="erd-way" d={path} />
      <path d={unique ? bar(start) : crowsFoot(start)} />
      <path d={bar(end)} />
      {optional && <circle cx={end.x + end.side * 8} cy={meetsAt(end)} r={2.6} />}
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
  `M${end.x},${meetsAt(end)}h${end.side * 9}M${end.x + end.side * 4},${meetsAt(end) - 5}v10`;
/** Several columns are one key: a bracket holds their rows together. */
const bracket = ({ x, rows, side }: End): string =>
  rows.length < 2 ? '' : `M${x},${rows[0]}h${side * 4}V${rows.at(-1)}`;

/** Preact, where it makes an attribute of an SVG element, keeps the spelling `tabIndex`, which no browser knows. */
const asStop = (here: boolean) => (table: SVGGElement | null) => table?.setAttribute('tabindex', here ? '0' : '-1');

function TableBox({
  placed,
  table,
  chosen,
  lit,
  matches,
  tenant,
  awake,
  layout,
  onSelect,
  onKey,
  here,
  onHere,
}: Props & { placed: PlacedTable; table: Table; chosen: boolean }) {
  const far = (lit !== null && !lit.tables.has(table.name)) || (matches !== null && !matches.has(table.name));
  const shield = table.security === 'off' ? '' : ', with row-level security';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it is a button once it is awake
    <g
      className={`erd-table${chosen ? ' is-chosen' : ''}${far ? ' is-far' : ''}`}
      transform={`translate(${placed.x},${placed.y})`}
      {...(awake && {
        role: 'button',
        ref: asStop(table.name === here),
        'aria-pressed': chosen,
        'aria-label': `Table ${table.name}${shield}`,
      })}
      data-table={table.name}
      onClick={() => onSelect(chosen ? null : { table: table.name })}
      onFocus={() => onHere(table.name)}
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
  const foreign = table.foreignKeys.filter(({ columns }) => columns.includes(name));
  const unserved = foreign.some(({ index }) => index === null);
  return (
    <g className={name === tenant ? 'erd-row is-tenant' : 'erd-row'}>
      {name === tenant && <rect className="erd-band" x={1} y={y - ROW / 2} width={width - 2} height={ROW} />}
      {name === tenant ? (
        <TenantMark x={11} y={y} />
      ) : (
        foreign.length > 0 && <ForeignMark x={10} y={y} unserved={unserved} />
      )}
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
export const ForeignMark = ({ x, y, unserved = false }: At & { unserved?: boolean }) => (
  <path className={unserved ? 'erd-mark is-unserved' : 'erd-mark'} d={`M${x + 4},${y}h-8m3,-3l-3,3l3,3`} />
);
/** A foot with its three toes, a bar, and a ring before it: any number refer to one, or to none. */
export const EndsMark = ({ x, y }: At) => (
  <g className="erd-mark">
    <path d={`M${x},${y - 5}l9,5l-9,5M${x},${y}h30m-4,-5v10`} />
    <circle cx={x + 22} cy={y} r={2.6} />
  </g>
);
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
