/**
 * The machine of one component, drawn from the machine itself: its states, the current one lit, what it could do next, and
 * what it has done in this step.
 */
import type { ComponentNow } from '../../kernel/index.ts';
import { stateInWords } from '../../kernel/index.ts';
import { nameById } from '../about.ts';
import type { ChartLayout, Layout, PictureProps } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Legend, type LegendItem, legendHeight } from '../legend.tsx';
import { NARROW_WIDTH, WIDE_WIDTH } from '../sizes.ts';
import { fitted, SMALL } from '../text.ts';
import { CardsDrawn, cardsOf, mostOfActive } from './cards.tsx';
import { type Chart, chartOf, transitionWords } from './chart.ts';
import { Diagram } from './diagram.tsx';
import { Handlers, handlersHeight } from './handlers.tsx';
import { type Change, type ChartNow, chartNow, shownComponent } from './now.ts';
import { ComponentPicker } from './picker.tsx';

/** A diagram that is higher than this is no picture any more; one that changes with whoever steps has to be lower. */
const HIGHEST = { chosen: 700, followed: 430 } as const;
const CARDS_ABREAST = 3;
/** Room for what has changed, whether or not something has: nothing may move while it plays. */
const CHANGE = 18;
const changesHeight = (narrow: boolean): number => (narrow ? 4 : 2) * CHANGE + 16;

export function Statechart(props: PictureProps) {
  const shown = shownComponent(props);
  if (shown === undefined) return <p className="picture-empty">Nobody is there at this moment.</p>;
  return (
    <>
      <ComponentPicker {...props} shown={shown} />
      <Drawing {...props} shown={shown} />
    </>
  );
}

function Drawing({
  played,
  moment,
  layout,
  selection,
  narrow,
  shown,
}: PictureProps & { readonly shown: ComponentNow }) {
  const { component } = shown;
  const chart = chartOf(component.kind);
  const now = chartNow(shown, moment.step);
  const name = nameById(played, component.id);
  const width = narrow ? NARROW_WIDTH : WIDE_WIDTH;
  const follows = selection.component === undefined;
  const placed = (kind: string) => (narrow ? undefined : layout.charts[kind]);
  const form =
    narrow && follows && chart.root.states.length > 0
      ? {
          kind: 'cards' as const,
          width,
          cards: cardsOf(chart, width, 1, now.active),
          height: mostOfActive(chart, width),
        }
      : formOf(chart, placed(component.kindName), width, HIGHEST[follows ? 'followed' : 'chosen']);
  // Following whoever steps, it keeps the room of the largest: pictures do not jump.
  const roomOf = (kind: string, of: Chart) =>
    narrow && of.root.states.length > 0
      ? mostOfActive(of, width)
      : formOf(of, placed(kind), width, HIGHEST.followed).height;
  const room = follows
    ? Math.max(...Object.entries(played.model.kinds).map(([kind, each]) => roomOf(kind, chartOf(each))))
    : form.height;
  const below = room + changesHeight(narrow);
  const aside = Math.round((width - form.width) / 2);
  return (
    <Frame
      name="statechart"
      title={`The machine of ${name}`}
      description={inWords(shown, chart, now, name)}
      width={width}
      height={below + legendHeight(LEGEND, width - 20)}
    >
      {(patterns) => (
        <>
          <g transform={`translate(${aside} ${narrow ? 0 : Math.round((room - form.height) / 2)})`}>
            {form.kind === 'handlers' && <Handlers {...{ chart, now, name }} width={form.width} />}
            {form.kind === 'cards' && <CardsDrawn cards={form.cards} {...{ chart, now, name }} />}
            {form.kind === 'diagram' && <Diagram layout={form.layout} {...{ chart, now, name, patterns }} />}
          </g>
          <Changes changes={now.changes} y={narrow ? form.height : room} width={width} narrow={narrow} />
          <Legend items={LEGEND} x={2} y={below} width={width - 20} />
        </>
      )}
    </Frame>
  );
}

interface Size {
  readonly width: number;
  readonly height: number;
}
type Form = Size &
  (
    | { readonly kind: 'handlers' }
    | { readonly kind: 'cards'; readonly cards: ReturnType<typeof cardsOf> }
    | { readonly kind: 'diagram'; readonly layout: ChartLayout }
  );

/** A diagram where there is room for one. */
function formOf(chart: Chart, placed: Layout['charts'][string] | undefined, width: number, highest: number): Form {
  if (chart.root.states.length === 0)
    return { kind: 'handlers', width: Math.min(width, 720), height: handlersHeight(chart) };
  const fits = placed !== undefined && placed.width <= width && placed.height <= highest;
  if (fits) return { kind: 'diagram', layout: placed, width: placed.width, height: placed.height };
  const cards = cardsOf(chart, width, width > NARROW_WIDTH ? CARDS_ABREAST : 1);
  return { kind: 'cards', cards, width, height: cards.height };
}

const LEGEND: readonly LegendItem[] = [
  { words: 'where it is now', sample: <rect className="state-sample" x={-9} y={-6} width={18} height={12} rx={4} /> },
  { words: 'what it could do next', sample: <path className="arrow possible" d="M-9 0h18" /> },
  { words: 'what it has done', sample: <path className="arrow taken" d="M-9 0h18" /> },
];

interface ChangesProps {
  readonly changes: readonly Change[];
  readonly y: number;
  readonly width: number;
  readonly narrow: boolean;
}

/** The fields of its memory that the step has changed. */
function Changes({ changes, y, width, narrow }: ChangesProps) {
  const column = narrow ? width : width / 2;
  return (
    <g className="changes">
      {changes.map(({ field, before, after }, i) => (
        <text
          key={field}
          className="small mono"
          x={2 + (narrow ? 0 : (i % 2) * column)}
          y={y + 26 + (narrow ? i : Math.floor(i / 2)) * CHANGE}
        >
          {fitted(`${field}: ${before} → ${after}`, column - 10, SMALL, 'mono')}
        </text>
      ))}
      {changes.length === 0 && (
        <text className="small soft" x={2} y={y + 26}>
          Nothing in its memory changed in this step.
        </text>
      )}
    </g>
  );
}

function inWords({ view, up }: ComponentNow, chart: Chart, now: ChartNow, name: string): string {
  const all = [...chart.states.values()].flatMap(({ transitions }) => transitions);
  const words = (one: (typeof all)[number]) => {
    const target = one.targets[0] === undefined ? undefined : chart.states.get(one.targets[0])?.key;
    return `${transitionWords(one)}${target === undefined ? '' : ` to ${target}`}`;
  };
  const states = [...chart.states.values()].filter(({ parent }) => parent !== undefined).map(({ key }) => key);
  const possible = all.filter(now.possible).map(words);
  const taken = all.filter(now.taken).map(words);
  return [
    states.length === 0
      ? `${name} has one state.`
      : `States: ${states.join(', ')}. ${name} is ${stateInWords(view.value)}.`,
    up ? '' : 'It is down.',
    taken.length > 0 ? `In this step: ${taken.join(', ')}.` : '',
    possible.length > 0 ? `It could take: ${possible.join('; ')}.` : 'It takes nothing more.',
    now.changes.length > 0
      ? `Changed: ${now.changes.map(({ field, before, after }) => `${field} from ${before} to ${after}`).join('; ')}.`
      : '',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
