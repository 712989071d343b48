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

/** How many are in which state; by tone where nearly every one has words of its own. */
function groupsOf(played: Played, instances: readonly ComponentNow[]): readonly Group[] {
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
  return byWords.length <= MOST_GROUPS ? byWords : by((_, tone) => toneWords[tone]);
}

/** Too many to draw one by one: how many are in which state, as one bar. */
export function Crowd({ played, place, patterns, chosen: id, onSelect }: BoxProps) {
  const { box, instances, label } = place;
  const groups = groupsOf(played, instances);
  const x = box.x - box.width / 2 + PADDING;
  const top = box.y - box.height / 2;
  const header = headerOf(label, box.width);
  const width = box.width - 2 * PADDING;
  // "3 × 5 admitted": two numbers beside each other would be one.
  const counted = groups.map(({ n, words }) => (/^\d/.test(words) ? `${n} × ${words}` : `${n} ${words}`));
  const chosen = instances.some(({ component }) => component.id === id);
  // A knob can bring more instances into a box than it was made for.
  const lines = box.height >= header + 56 ? 2 : 1;
  let end = x;
  return (
    <Choosable
      label={`${instances.length} of ${label}: ${counted.join(', ')}`}
      chosen={chosen}
      className="crowd"
      onChoose={() => onSelect({ component: (chosen ? id : instances[0]?.component.id) ?? '' })}
    >
      <rect className="touch" x={x - PADDING} y={top} width={box.width} height={header + 54} />
      {groups.map(({ tone, n, words }) => {
        const part = (width * n) / instances.length;
        end += part;
        const bar = {
          x: round(end - part),
          y: top + header + 4,
          width: round(Math.max(1, part - 1)),
          height: 12,
          rx: 1,
        };
        return words === 'down' ? (
          <rect key={words} className="down-part" {...bar} fill={pattern(patterns, 'fault')} />
        ) : (
          <rect key={words} className={`fill tone-${tone}`} {...bar} />
        );
      })}
      {wrapped(counted.join(' · '), width, lines, SMALL).map((line, i) => (
        <text key={line} className="small words" x={x} y={top + header + 34 + i * 16}>
          {line}
        </text>
      ))}
    </Choosable>
  );
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
        <text
          className="small number"
          x={hostedAt(place.box, most).x}
          y={hostedAt(place.box, 0).y + 4}
          textAnchor="middle"
        >
          +{more}
        </text>
      )}
    </>
  );
}
