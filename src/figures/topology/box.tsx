/** A kind's box: its name, and its instances as they are at this moment. */
import type { ComponentNow, Played, Tone } from '../../kernel/index.ts';
import { gaugeOf } from '../about.ts';
import { Choosable } from '../choosable.tsx';
import type { Selection } from '../contract.ts';
import { Mark } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { fitted, NORMAL, SMALL, textWidth } from '../text.ts';
import { HEADER, LINE, PADDING, type Rect } from './arrangement.ts';
import { Gauges } from './gauges.tsx';
import { describeComponent, nameNow, wordsOf } from './in-words.ts';
import { hostedAt, type KindBox, MOST_HOSTED } from './places.ts';

export interface BoxProps {
  readonly played: Played;
  readonly place: KindBox;
  readonly selection: Selection;
  /** The component that stepped just now. */
  readonly stepped: string | undefined;
  readonly patterns: string;
  onSelect(selection: Selection): void;
}

const corner = ({ x, y, width, height }: Rect) => ({ x: x - width / 2, y: y - height / 2, width, height });

export function Box(props: BoxProps) {
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
}

function Single(props: BoxProps & { readonly label: string }) {
  const { played, place } = props;
  const now = place.instances[0];
  if (now === undefined) return <Empty box={place.box} label={props.label} />;
  const name = place.instances.length === 1 && /\d$/.test(now.component.id) ? props.label : nameNow(played, now);
  return (
    <Instance {...props} now={now} rect={place.box} className="box">
      {({ gauge, x, y, width }) => (
        <>
          <Name text={name} x={x + PADDING} y={y + 21} width={width - 2 * PADDING - (now.paused ? 16 : 0)} />
          <Words
            tone={gauge.tone}
            text={wordsOf(played, now)}
            x={x + PADDING}
            y={y + HEADER + 12}
            width={width - 2 * PADDING}
          />
          <Gauges gauge={gauge} x={x + PADDING} y={y + HEADER + LINE + 10} width={width - 2 * PADDING} />
        </>
      )}
    </Instance>
  );
}

function Several(props: BoxProps & { readonly label: string }) {
  const { place, label, stepped, selection } = props;
  const { x, y, width, height } = corner(place.box);
  const counted = place.instances.length > 9 ? ` · ${place.instances.length}` : '';
  const lit = place.arrangement === 'crowd' && place.instances.some(({ component }) => component.id === stepped);
  const chosen =
    place.arrangement === 'crowd' && place.instances.some(({ component }) => component.id === selection.component);
  return (
    <>
      <rect
        className={`surface ${lit ? 'stepped' : ''} ${chosen ? 'chosen' : ''}`}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={8}
      />
      <Name text={`${label}${counted}`} x={x + PADDING} y={y + 21} width={width - 2 * PADDING} />
      {place.arrangement === 'crowd' ? (
        <Crowd {...props} />
      ) : (
        place.instances.map((now, i) => (
          <Slot key={now.component.id} {...props} now={now} rect={place.slots[i] as Rect} />
        ))
      )}
    </>
  );
}

function Slot(props: BoxProps & { readonly now: ComponentNow; readonly rect: Rect }) {
  const { played, place, now } = props;
  const name = shortName(nameNow(played, now), played.model.kinds[place.kind]?.label ?? place.kind);
  return (
    <Instance {...props} className="slot-box">
      {({ gauge, x, y, width, height }) => {
        if (place.arrangement === 'rows') {
          const nameWidth = Math.min(textWidth(name, NORMAL, 'bold') + 8, width * 0.6);
          return (
            <>
              <Name text={name} x={x + 7} y={y + 16} width={nameWidth} small />
              <Words
                tone={gauge.tone}
                text={wordsOf(played, now)}
                x={x + 7 + nameWidth}
                y={y + 16}
                width={width - nameWidth - 12}
              />
              <Gauges gauge={gauge} x={x + 7} y={y + 32} width={width - 12} />
            </>
          );
        }
        const compact = place.arrangement === 'grid';
        const number = gauge.queue ?? gauge.busy;
        return (
          <>
            <Name text={name} x={x + 6} y={y + (compact ? height / 2 + 4.5 : 17)} width={width - 24} small />
            {gauge.tone !== undefined && (
              <Mark tone={gauge.tone} x={x + width - 11} y={compact ? y + height / 2 : y + 13} />
            )}
            {compact && gauge.tone === undefined && number !== undefined && (
              <text className="small number" x={x + width - 5} y={y + height / 2 + 4.5} textAnchor="end">
                {number}
              </text>
            )}
            {!compact && (
              <text className="small" x={x + 6} y={y + 34}>
                {fitted(wordsOf(played, now), width - 10, SMALL)}
              </text>
            )}
          </>
        );
      }}
    </Instance>
  );
}

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
function Instance({ played, now, rect, stepped, selection, patterns, onSelect, className, children }: InstanceProps) {
  const { id } = now.component;
  const chosen = selection.component === id;
  const gauge = gaugeOf(played, now);
  const drawn: Drawn = { gauge, ...corner(rect) };
  const classes = [className, `tone-${gauge.tone ?? 'idle'}`, now.up ? '' : 'down', now.paused ? 'paused' : ''].join(
    ' ',
  );
  const { x, y, width, height } = drawn;
  const rx = className === 'box' ? 8 : 5;
  return (
    <Choosable
      label={describeComponent(played, now)}
      chosen={chosen}
      className={classes}
      onChoose={() => onSelect(chosen ? {} : { component: id })}
    >
      <rect
        className={`surface ${stepped === id ? 'stepped' : ''} ${chosen ? 'chosen' : ''}`}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={rx}
      />
      {!now.up && <rect fill={pattern(patterns, 'fault')} x={x} y={y} width={width} height={height} rx={rx} />}
      <g className="content">{children(drawn)}</g>
      {!now.up && <Stamp text="down" rect={rect} />}
      {now.paused && <PauseGlyph x={x + width - 18} y={y + 9} />}
    </Choosable>
  );
}

const Name = ({
  text,
  x,
  y,
  width,
  small = false,
}: {
  text: string;
  x: number;
  y: number;
  width: number;
  small?: boolean;
}) => (
  <text className={small ? 'name small-name' : 'name'} x={x} y={y}>
    {fitted(text, width, small ? NORMAL : 14, 'bold')}
  </text>
);

function Words({
  tone,
  text,
  x,
  y,
  width,
}: {
  tone: Tone | undefined;
  text: string;
  x: number;
  y: number;
  width: number;
}) {
  const marked = tone !== undefined && tone !== 'idle';
  return (
    <>
      {marked && <Mark tone={tone} x={x + 5} y={y - 4} />}
      <text className={`small words ${marked ? `tone-${tone}` : ''}`} x={x + (marked ? 15 : 0)} y={y}>
        {fitted(text, width - (marked ? 15 : 0), SMALL)}
      </text>
    </>
  );
}

function Stamp({ text, rect }: { text: string; rect: Rect }) {
  const width = textWidth(text, SMALL, 'bold') + 12;
  const { x, y } = corner(rect);
  return (
    <g className="stamp">
      <rect x={x + rect.width - width - 6} y={y + 5} width={width} height={18} rx={4} />
      <text className="small" x={x + rect.width - width / 2 - 6} y={y + 18} textAnchor="middle">
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
      <Name text={label} x={x + PADDING} y={y + 21} width={width - 2 * PADDING} />
      <text className="small words" x={x + PADDING} y={y + HEADER + 12}>
        none
      </text>
    </g>
  );
}

/** Too many to draw one by one: how many are in which tone, as one bar. */
function Crowd({ played, place, patterns, selection, onSelect }: BoxProps) {
  const { x, y, width } = corner(place.box);
  const counts = new Map<string, { tone: Tone; n: number; words: string }>();
  for (const now of place.instances) {
    const tone = now.up ? (gaugeOf(played, now).tone ?? 'idle') : 'failed';
    const words = now.up ? leaf(played, now) : 'down';
    const known = counts.get(words) ?? { tone, n: 0, words };
    counts.set(words, { ...known, n: known.n + 1 });
  }
  const groups = [...counts.values()].toSorted((a, b) => b.n - a.n);
  const inner = width - 2 * PADDING;
  let left = x + PADDING;
  const first = groups[0];
  const chosen = place.instances.some(({ component }) => component.id === selection.component);
  const label = `${place.instances.length} of ${played.model.kinds[place.kind]?.label ?? place.kind}: ${groups.map(({ n, words }) => `${n} ${words}`).join(', ')}`;
  return (
    <Choosable
      label={label}
      chosen={chosen}
      className="crowd"
      onChoose={() => onSelect(chosen ? {} : { component: place.instances[0]?.component.id ?? '' })}
    >
      <rect className="touch" x={x} y={y} width={width} height={HEADER + 50} />
      {groups.map(({ tone, n, words }) => {
        const part = (inner * n) / place.instances.length;
        left += part;
        return (
          <rect
            key={words}
            className={`fill tone-${tone}`}
            {...(words === 'down' && { fill: pattern(patterns, 'fault') })}
            x={left - part}
            y={y + HEADER + 4}
            width={Math.max(1, part - 1)}
            height={12}
            rx={1}
          />
        );
      })}
      {first !== undefined && (
        <Words
          tone={first.tone}
          text={groups
            .slice(0, 3)
            .map(({ n, words }) => `${n} ${words}`)
            .join(' · ')}
          x={x + PADDING}
          y={y + HEADER + 36}
          width={inner}
        />
      )}
    </Choosable>
  );
}
const leaf = (played: Played, now: ComponentNow): string => wordsOf(played, now) || 'active';

/** Living instances of dynamic kinds, each a small mark with its state. */
function Hosted({ played, place, stepped, selection, onSelect }: BoxProps) {
  const more = place.hosted.length - MOST_HOSTED;
  return (
    <>
      {place.hosted.slice(0, MOST_HOSTED).map((now, i) => {
        const { id } = now.component;
        const { x, y } = hostedAt(place.box, i);
        const chosen = selection.component === id;
        return (
          <Choosable
            key={id}
            label={describeComponent(played, now)}
            chosen={chosen}
            className="hosted-mark"
            onChoose={() => onSelect(chosen ? {} : { component: id })}
          >
            <circle
              className={`surface ${stepped === id ? 'stepped' : ''} ${chosen ? 'chosen' : ''}`}
              cx={x}
              cy={y}
              r={9}
            />
            <Mark tone={gaugeOf(played, now).tone ?? 'flight'} x={x} y={y} size={4.5} />
          </Choosable>
        );
      })}
      {more > 0 && (
        <text
          className="small number"
          x={hostedAt(place.box, MOST_HOSTED).x}
          y={hostedAt(place.box, 0).y + 4}
          textAnchor="middle"
        >
          +{more}
        </text>
      )}
    </>
  );
}
