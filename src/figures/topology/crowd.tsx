/** Instances that are not drawn one by one in full: a crowd as a bar, and the short-lived as marks. */
import type { ComponentNow, Played, Tone } from '../../kernel/index.ts';
import { gaugeOf } from '../about.ts';
import { Choosable } from '../choosable.tsx';
import { Mark, toneWords } from '../marks.tsx';
import { pattern } from '../patterns.tsx';
import { SMALL, wrapped } from '../text.ts';
import { headerOf, PADDING } from './arrangement.ts';
import type { BoxProps } from './box.tsx';
import { describeComponent, wordsOf } from './in-words.ts';
import { hostedAt, mostHosted } from './places.ts';

interface Group {
  readonly words: string;
  readonly tone: Tone;
  readonly n: number;
}
const MOST_GROUPS = 4;

const counted = ({ n, words }: Group): string =>
  // "3 × 5 admitted": two numbers beside each other would be one.
  /^\d/.test(words) ? `${n} × ${words}` : `${n} ${words}`;

/** How many are in which state, most first; by tone where nearly every one has words of its own, or there is no room for them. */
function groupsOf(played: Played, instances: readonly ComponentNow[], hasRoom: (text: string) => boolean) {
  const by = (wordsFor: (now: ComponentNow, tone: Tone) => string): readonly Group[] => {
    const groups = new Map<string, Group>();
    for (const now of instances) {
      const tone = now.up ? (gaugeOf(played, now).tone ?? 'idle') : 'failed';
      const words = now.up ? wordsFor(now, tone) : 'down';
      groups.set(words, { words, tone, n: (groups.get(words)?.n ?? 0) + 1 });
    }
    return [...groups.values()].toSorted((one, other) => other.n - one.n);
  };
  const byWords = by((now) => wordsOf(played, now) || 'active');
  const fits = byWords.length <= MOST_GROUPS && hasRoom(byWords.map(counted).join(BETWEEN));
  return fits ? byWords : by((_, tone) => toneWords[tone]);
}
const BETWEEN = ' · ';

/** Too many to draw one by one: how many are in which state, as one bar. */
export function Crowd({ played, place, patterns, chosen: id, onSelect }: BoxProps) {
  const { box, instances, label } = place;
  const x = box.x - box.width / 2 + PADDING;
  const top = box.y - box.height / 2;
  const header = headerOf(label, box.width);
  const width = box.width - 2 * PADDING;
  // A knob can bring more instances into a box than it was made for.
  const lines = box.height >= header + 56 ? 2 : 1;
  const linesOf = (text: string) => wrapped(text, width, lines, SMALL);
  const groups = groupsOf(played, instances, (text) => !linesOf(text).some((line) => line.endsWith('…')));
  const text = groups.map(counted).join(BETWEEN);
  const chosen = instances.some(({ component }) => component.id === id);
  return (
    <Choosable
      label={`${instances.length} of ${label}: ${groups.map(counted).join(', ')}`}
      chosen={chosen}
      className="crowd"
      onChoose={() => onSelect({ component: (chosen ? id : instances[0]?.component.id) ?? '' })}
    >
      <rect className="touch" x={x - PADDING} y={top} width={box.width} height={header + 54} />
      <CrowdBar
        groups={groups}
        bar={{ x, y: top + header + 4, width, height: 12, rx: 1 }}
        total={instances.length}
        patterns={patterns}
      />
      {linesOf(text).map((line, i) => (
        <text key={line} className="small words" x={x} y={top + header + 34 + i * 16}>
          {line}
        </text>
      ))}
    </Choosable>
  );
}

interface BarProps {
  readonly groups: readonly Group[];
  readonly bar: Readonly<Record<'x' | 'y' | 'width' | 'height' | 'rx', number>>;
  readonly total: number;
  readonly patterns: string;
}

function CrowdBar({ groups, bar, total, patterns }: BarProps) {
  let end = bar.x;
  return groups.map(({ tone, n, words }) => {
    const part = (bar.width * n) / total;
    end += part;
    const rect = { ...bar, x: round(end - part), width: round(Math.max(1, part - 1)) };
    return words === 'down' ? (
      <rect key={words} className="down-part" {...rect} fill={pattern(patterns, 'fault')} />
    ) : (
      <rect key={words} className={`fill tone-${tone}`} {...rect} />
    );
  });
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** Living instances of dynamic kinds, each a small mark with its state. */
export function Hosted({ played, place, stepped, chosen: chosenId, onSelect }: BoxProps) {
  const most = mostHosted(place.box);
  const more = place.hosted.length - most;
  return (
    <>
      {place.hosted.slice(0, most).map((now, i) => {
        const { id } = now.component;
        const { x, y } = hostedAt(place.box, i);
        const chosen = chosenId === id;
        return (
          <Choosable
            key={id}
            label={describeComponent(played, now)}
            chosen={chosen}
            className="hosted-mark"
            onChoose={() => onSelect({ component: id })}
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
        <text className="small number" x={hostedAt(place.box, most).x - 7} y={hostedAt(place.box, 0).y + 4}>
          +{more}
        </text>
      )}
    </>
  );
}
