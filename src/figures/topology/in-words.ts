/** The topology as text: what a reader who does not see it is told. */
import { type ComponentNow, eventInWords, nameOf, type Played, stateInWords } from '../../kernel/index.ts';
import { gaugeOf, labelOf, leafWords, nameById } from '../about.ts';
import type { PictureProps } from '../contract.ts';
import { toneWords } from '../marks.tsx';

/** A component's name as its model gives it, or as its kind and number. */
export const nameNow = (played: Played, { component }: ComponentNow): string =>
  labelOf(played, component.id) ?? nameOf(played.model, component);

/** The few words under a name: the model's own, or the state. */
export const wordsOf = (played: Played, now: ComponentNow): string =>
  gaugeOf(played, now).note ?? leafWords(now.view.value);

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;

/** "Server 2: busy; 3 of 8 places in the queue taken; 1 of 2 slots busy; down". */
export function describeComponent(played: Played, now: ComponentNow): string {
  const { queue, queueLimit, busy, capacity, note, tone } = gaugeOf(played, now);
  const parts = [
    stateInWords(now.view.value),
    note,
    queue === undefined
      ? undefined
      : queueLimit === undefined
        ? `${queue} waiting`
        : `${queue} waiting of at most ${queueLimit}`,
    capacity === undefined ? undefined : `${busy ?? 0} of ${count(capacity, 'slot')} busy`,
    tone === undefined || tone === 'idle' ? undefined : toneWords[tone],
    now.up ? undefined : 'down',
    now.paused ? 'paused' : undefined,
  ];
  const distinct = [...new Set(parts.filter((part) => part !== undefined && part !== ''))];
  return `${nameNow(played, now)}: ${distinct.join('; ') || 'no state'}`;
}

const MOST_NAMED = 12;

/** The whole picture in sentences: who is connected, in which state each is, and what is on its way. */
export function topologyInWords({
  played,
  moment,
  layout,
}: Pick<PictureProps, 'played' | 'moment' | 'layout'>): string {
  const { kinds } = played.model;
  const label = (kind: string) => kinds[kind]?.label ?? kind;
  const links = layout.edges.map(({ from, to }) =>
    from === to ? `${label(from)} with its like` : `${label(from)} with ${label(to)}`,
  );
  const shown = moment.components.filter(({ component, up }) => !component.kind.dynamic || up);
  const states = shown.slice(0, MOST_NAMED).map((now) => describeComponent(played, now));
  const more = shown.length > MOST_NAMED ? [`and ${shown.length - MOST_NAMED} more`] : [];
  const messages = moment.inFlight.slice(0, MOST_NAMED).map(({ event, from, to }) => {
    const sender = from === undefined ? 'outside' : nameById(played, from.id);
    return `${eventInWords(event.type)} from ${sender} to ${nameById(played, to.id)}`;
  });
  return [
    links.length > 0 ? `Connected: ${links.join(', ')}.` : '',
    `${[...states, ...more].join('. ')}.`,
    moment.inFlight.length === 0
      ? 'Nothing is on its way.'
      : `${count(moment.inFlight.length, 'message')} on the way: ${messages.join(', ')}${moment.inFlight.length > MOST_NAMED ? ', …' : ''}.`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
