/** A kind's box: its name, and its instances as they are at this moment. */
import { memo } from 'react';
import type { ComponentNow, Gauge, Played } from '../../kernel/index.ts';
import { gaugeOf } from '../about.ts';
import { Choosable } from '../choosable.tsx';
import type { Selection } from '../contract.ts';
import { Mark } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { areSame, isSameNow } from '../same.ts';
import { fitted, NORMAL, SMALL, textWidth, wrapped } from '../text.ts';
import { headerOf, LINE, MARKED, PADDING, type Rect, ROW_EDGES, WORDS_LINE } from './arrangement.ts';
import { Crowd, Hosted } from './crowd.tsx';
import { Gauges } from './gauges.tsx';
import { describeComponent, nameNow, wordsOf } from './in-words.ts';
import type { KindBox } from './places.ts';
import { Name, Title, Words } from './words.tsx';

export interface BoxProps {
  readonly played: Played;
  readonly place: KindBox;
  /** The component that the reader has chosen. */
  readonly chosen: string | undefined;
  /** The component that stepped just now, if it stands in this box. */
  readonly stepped: string | undefined;
  readonly patterns: string;
  onSelect(selection: Selection): void;
}

const corner = ({ x, y, width, height }: Rect) => ({ x: x - width / 2, y: y - height / 2, width, height });

/** Drawn again only when something in it has changed. */
export const Box = memo(function Box(props: BoxProps) {
  const { played, place } = props;
  const label = played.model.kinds[place.kind]?.label ?? place.kind;
  const { x, y, width } = corner(place.box);
  return (
    <g className="kind">
      {place.arrangement === 'single' ? <Single {...props} label={label} /> : <Several {...props} label={label} />}
      {place.hosts && (
        <g className="hosted">
          <path className="rule" d={`M${x + PADDING} ${y + place.box.height - 32}h${width - 2 * PADDING}`} />
          <Hosted {...props} />
        </g>
      )}
    </g>
  );
}, isSame);

function isSame({ place, ...rest }: BoxProps, { place: otherPlace, ...others }: BoxProps): boolean {
  const names = Object.keys(rest) as (keyof typeof rest)[];
  return names.every((name) => rest[name] === others[name]) && isSamePlace(place, otherPlace);
}
const isSamePlace = (a: KindBox, b: KindBox): boolean =>
  a.box === b.box &&
  a.slots === b.slots &&
  a.label === b.label &&
  areSame(a.instances, b.instances, isSameNow) &&
  areSame(a.hosted, b.hosted, isSameNow);

function Single(props: BoxProps & { readonly label: string }) {
  const { played, place } = props;
  const now = place.instances[0];
  if (now === undefined) return <Empty box={place.box} label={props.label} />;
  const name = place.instances.length === 1 && /\d$/.test(now.component.id) ? props.label : nameNow(played, now);
  return (
    <Instance {...props} now={now} rect={place.box} className="box">
      {({ gauge, x, y, width }) => (
        <>
          <Title text={name} label={props.label} x={x} y={y} width={width} />
          <Words
            tone={gauge.tone}
            text={wordsOf(played, now)}
            x={x + PADDING}
            y={y + headerOf(props.label, width) + 12}
            width={width - 2 * PADDING}
            lines={place.box.lines ?? 1}
          />
          <Gauges
            gauge={gauge}
            x={x + PADDING}
            y={y + headerOf(props.label, width) + ((place.box.lines ?? 1) - 1) * WORDS_LINE + LINE + 10}
            width={width - 2 * PADDING}
          />
        </>
      )}
    </Instance>
  );
}

function Several(props: BoxProps & { readonly label: string }) {
  const { place, label, stepped } = props;
  const { x, y, width, height } = corner(place.box);
  const counted = place.instances.length > 9 ? ` · ${place.instances.length}` : '';
  const lit = place.arrangement === 'crowd' && place.instances.some(({ component }) => component.id === stepped);
  const chosen =
    place.arrangement === 'crowd' && place.instances.some(({ component }) => component.id === props.chosen);
  return (
    <>
      <rect className={surfaceOf(lit, chosen)} x={x} y={y} width={width} height={height} rx={8} />
      <Title text={`${label}${counted}`} label={label} x={x} y={y} width={width} />
      {place.arrangement === 'crowd' ? (
        <Crowd {...props} />
      ) : (
        <>
          {place.arrangement === 'ring' && <Mesh slots={place.slots} />}
          {place.instances.map((now, i) => (
            <Slot key={now.component.id} {...props} now={now} rect={place.slots[i] as Rect} />
          ))}
        </>
      )}
    </>
  );
}

/** Everybody with everybody: faint lines, where instances talk to each other. */
const Mesh = ({ slots }: { readonly slots: readonly Rect[] }) => (
  <path
    className="mesh"
    d={slots.flatMap((a, i) => slots.slice(i + 1).map((b) => `M${a.x} ${a.y}L${b.x} ${b.y}`)).join('')}
  />
);

function Slot(props: BoxProps & { readonly now: ComponentNow; readonly rect: Rect }) {
  const { played, place, now } = props;
  const name = shortName(nameNow(played, now), played.model.kinds[place.kind]?.label ?? place.kind);
  const own = { name, text: wordsOf(played, now) };
  return (
    <Instance {...props} className="slot-box">
      {(drawn) =>
        place.arrangement === 'rows' ? (
          <Row {...drawn} {...own} below={(place.box.lines ?? 1) - 1} />
        ) : (
          <Cell {...drawn} {...own} compact={place.arrangement === 'grid'} />
        )
      }
    </Instance>
  );
}

interface SlotProps extends Drawn {
  readonly name: string;
  readonly text: string;
}

/** Name, words and gauges of one of few; `below`: how many lines under its name its words may take, 0 where they stand beside it. */
function Row({ gauge, x, y, width, height, name, text, below }: SlotProps & { readonly below: number }) {
  const gauged = gauge.queue !== undefined || gauge.capacity !== undefined;
  const lined = gauged && height >= TWO_LINES + below * WORDS_LINE;
  const said = below > 0 ? wrapped(text, width - ROW_EDGES - MARKED, below, SMALL).length : 0;
  // Gauges keep their place; without any, name and words stand in the middle.
  const words = (lined ? below : said) * WORDS_LINE;
  const base = Math.round(y + (height - words - (lined ? 42 : 22)) / 2 + 15.5);
  const nameWidth = below > 0 ? width - 14 : Math.min(textWidth(name, NORMAL, 'bold') + 8, width * 0.6);
  const beside = below > 0 ? 0 : nameWidth;
  return (
    <>
      <Name text={name} x={x + 7} y={base} width={nameWidth} />
      <Words
        tone={gauge.tone}
        text={text}
        x={x + 7 + beside}
        y={base + (below > 0 ? WORDS_LINE : 0)}
        width={width - beside - ROW_EDGES}
        lines={Math.max(1, below)}
      />
      {lined && <Gauges gauge={oneOf(gauge)} x={x + 7} y={base + words + 16} width={width - 12} />}
    </>
  );
}

/** One of many: its name and its mark, or a number; in a ring its words as well. */
function Cell({ gauge, x, y, width, height, name, text, compact }: SlotProps & { readonly compact: boolean }) {
  const number = gauge.queue ?? gauge.busy;
  const marked = gauge.tone !== undefined && gauge.tone !== 'idle';
  const numbered = compact && !marked && number !== undefined && name.length < 3;
  const base = y + (compact ? height / 2 + 4.5 : 17);
  const [markX, markY] = compact ? [x + width - 8, y + height / 2] : [x + width - 11, y + 13];
  return (
    <>
      <Name text={name} x={x + (compact ? 4 : 6)} y={base} width={width - 17} size={compact ? SMALL : NORMAL} />
      {marked && <Mark tone={gauge.tone} x={markX} y={markY} size={4.5} />}
      {numbered && (
        <text className="small number" x={x + width - 5} y={base} textAnchor="end">
          {number}
        </text>
      )}
      {!compact && (
        <text className="small" x={x + 6} y={y + 34}>
          {fitted(text, width - 10, SMALL)}
        </text>
      )}
    </>
  );
}

/** A row has room for one line of gauges: who waits where somebody does, and otherwise who works. */
function oneOf(gauge: Gauge): Gauge {
  const { queue, queueLimit, busy, capacity, ...words } = gauge;
  if (queue === undefined || capacity === undefined) return gauge;
  return queue === 0
    ? { ...words, capacity, ...(busy !== undefined && { busy }) }
    : { ...words, queue, ...(queueLimit !== undefined && { queueLimit }) };
}
/** What is lower has no room for gauges under its name. */
const TWO_LINES = 38;

/** "Worker 3" in a box called "Worker" is 3; a name of its own stays. */
const shortName = (name: string, label: string): string =>
  name.startsWith(`${label} `) ? name.slice(label.length + 1) : name;

interface Drawn {
  readonly gauge: ReturnType<typeof gaugeOf>;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
interface InstanceProps extends BoxProps {
  readonly now: ComponentNow;
  readonly rect: Rect;
  readonly className: string;
  readonly children: (drawn: Drawn) => React.ReactNode;
}

/** One component: a button that says its state, with its conditions drawn over it. */
function Instance({ played, now, rect, stepped, patterns, onSelect, className, children, ...props }: InstanceProps) {
  const { id } = now.component;
  const chosen = props.chosen === id;
  const gauge = gaugeOf(played, now);
  const drawn: Drawn = { gauge, ...corner(rect) };
  const classes = [className, `tone-${gauge.tone ?? 'idle'}`, !now.up && 'down', now.paused && 'paused'].filter(
    Boolean,
  );
  const { x, y, width, height } = drawn;
  const rx = className === 'box' ? 8 : 5;
  return (
    <Choosable
      label={describeComponent(played, now)}
      chosen={chosen}
      className={classes.join(' ')}
      onChoose={() => onSelect({ component: id })}
    >
      <rect className={surfaceOf(stepped === id, chosen)} x={x} y={y} width={width} height={height} rx={rx} />
      {!now.up && <rect fill={pattern(patterns, 'fault')} x={x} y={y} width={width} height={height} rx={rx} />}
      <g className="content">{children(drawn)}</g>
      {!now.up && <Stamp text="down" rect={rect} />}
      {now.paused && <PauseGlyph x={x + width - 20} y={y - 6} />}
    </Choosable>
  );
}

const surfaceOf = (stepped: boolean, chosen: boolean): string =>
  `surface${stepped ? ' stepped' : ''}${chosen ? ' chosen' : ''}`;

/** On the edge, where no words are. */
function Stamp({ text, rect }: { text: string; rect: Rect }) {
  const width = textWidth(text, SMALL, 'bold') + 12;
  const { x, y } = corner(rect);
  return (
    <g className="stamp">
      <rect x={x + rect.width - width - 6} y={y - 9} width={width} height={18} rx={4} />
      <text className="small" x={x + rect.width - width / 2 - 6} y={y + 4} textAnchor="middle">
        {text}
      </text>
    </g>
  );
}

const PauseGlyph = ({ x, y }: { x: number; y: number }) => (
  <path className="pause-glyph" d={`M${x} ${y}h4v12h-4ZM${x + 7} ${y}h4v12h-4Z`} />
);

function Empty({ box, label }: { box: Rect; label: string }) {
  const { x, y, width, height } = corner(box);
  return (
    <g className="empty">
      <rect className="surface" x={x} y={y} width={width} height={height} rx={8} />
      <Title text={label} label={label} x={x} y={y} width={width} />
      <text className="small words" x={x + PADDING} y={y + headerOf(label, width) + 12}>
        none
      </text>
    </g>
  );
}
