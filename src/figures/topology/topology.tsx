/**
 * Who talks to whom, and how everybody is at this moment: boxes for kinds, lines for links, and each message on its way.
 *
 * Boxes never move. What moves is what travels: its place follows from the time alone, and the style sheet lets it glide
 * for as long as the player's `--step-time` says.
 */
import { memo, useContext, useMemo } from 'react';
import { type Moment, type Played, sentenceOf, type Tone } from '../../kernel/index.ts';
import { faultsAt, nameById } from '../about.ts';
import { AtRest } from '../at-rest.ts';
import type { PictureProps, Placement } from '../contract.ts';
import { Frame } from '../frame.tsx';
import { Mark } from '../marks.tsx';
import { Box } from './box.tsx';
import { Edges, LineLabels } from './edges.tsx';
import type { Point } from './geometry.ts';
import { topologyInWords } from './in-words.ts';
import { lineLabelsOf, sampled } from './line-labels.ts';
import { type MessageName, namesOf } from './message-names.ts';
import { CROWD, type Flying, messagesOf } from './messages.ts';
import { type KindBox, placesOf } from './places.ts';
import { surroundings } from './surroundings.ts';

export function Topology(props: PictureProps) {
  const { played, moment, selection, onSelect } = props;
  const placement: Placement = props.narrow ? props.layout.narrow : props.layout;
  const places = placesOf(props, placement);
  const labels = useMemo(() => lineLabelsOf(placement, played.model, played.params), [placement, played]);
  const messages = messagesOf(props, placement, places, labels);
  const { model, params } = played;
  const lines = { placement, model, params, faults: faultsAt(played, moment.index) };
  const points = useMemo(() => placement.edges.flatMap((edge) => sampled(edge.points)), [placement]);
  const names = messages.length > CROWD ? NO_NAMES : namesOf(messages, surroundings(placement, places, labels, points));
  const description = useMemo(
    () => topologyInWords({ played, moment, layout: props.layout }),
    [played, moment, props.layout],
  );
  return (
    <Frame
      name="topology"
      title={`Who talks to whom in ${played.model.title}`}
      description={description}
      width={placement.width}
      height={placement.height}
      interactive
      uses={USES}
    >
      {(patterns) => (
        <>
          <Edges {...lines} />
          <Messages {...props} names={names} messages={messages.filter(({ inside }) => !inside)} />
          <LineLabels {...lines} labels={labels} />
          {places.boxes.map((place) => (
            <Box
              key={place.kind}
              played={played}
              place={place}
              chosen={selection.component}
              stepped={steppedIn(place, moment)}
              patterns={patterns}
              onSelect={onSelect}
            />
          ))}
          <Messages {...props} names={names} messages={messages.filter(({ inside }) => inside)} />
        </>
      )}
    </Frame>
  );
}

const USES = ['fault'] as const;
const NO_NAMES: Names = new Map();
type Names = ReadonlyMap<Flying, MessageName>;

/** The component that stepped just now, if it stands in this box. */
function steppedIn({ kind, hosted }: KindBox, { step }: Moment): string | undefined {
  const { id, kindName } = step?.component ?? {};
  return kindName === kind || hosted.some(({ component }) => component.id === id) ? id : undefined;
}

/** Between boxes they pass under whatever stands in their way; only within a box they are drawn on it. */
const Messages = ({
  messages,
  names,
  ...props
}: PictureProps & { readonly messages: readonly Flying[]; readonly names: Names }) =>
  messages.length > CROWD ? (
    <Swarm messages={messages} />
  ) : (
    keysOf(messages).map((key, i) => {
      const message = messages[i] as Flying;
      return <Message key={key} message={message} name={names.get(message)} {...props} />;
    })
  );

/** A message that came twice is two marks. */
function keysOf(messages: readonly Flying[]): readonly string[] {
  const copies = new Map<number, number>();
  return messages.map(({ envelope: { sequence } }) => {
    const copy = copies.get(sequence) ?? 0;
    copies.set(sequence, copy + 1);
    return `${sequence}.${copy}`;
  });
}

/** On its way only its place changes: what it looks like is not drawn again. */
function Message({
  message,
  name,
  played,
  moment,
  onSelect,
}: { readonly message: Flying; readonly name: MessageName | undefined } & Pick<
  PictureProps,
  'played' | 'moment' | 'onSelect'
>) {
  const { at, tone, envelope, arrived, lost, faded } = message;
  const request = envelope.event.request;
  const classes = ['message', `tone-${tone}`, arrived ? 'arrived' : '', lost ? 'lost' : '', faded ? 'faded' : ''].join(
    ' ',
  );
  const choose = typeof request === 'number' ? () => onSelect({ request }) : undefined;
  return (
    // A message is chosen by its request, which the keyboard reaches in the list of requests.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <g className={classes} style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }} onClick={choose}>
      <Sign played={played} envelope={envelope} tone={tone} />
      {name && <Label key={name.turn || name.late ? moment.index : ''} name={name} at={at} />}
    </g>
  );
}
const round = (value: number): number => Math.round(value * 10) / 10;

/** One that turns or comes late is a new one each time: only what is new begins to move. */
const Label = ({
  name: { x, y, anchor, text, turn, late },
  at,
}: {
  readonly name: MessageName;
  readonly at: Point;
}) => (
  <text
    className={`small mono label${turn ? ' turning' : late ? ' late' : ''}`}
    // A custom property is not in React's list.
    style={turn && ({ '--turn': `${round(turn[0])}px, ${round(turn[1])}px` } as React.CSSProperties)}
    x={round(x - at[0])}
    y={round(y - at[1])}
    textAnchor={anchor}
  >
    {text}
  </text>
);

const Sign = memo(function Sign({ played, envelope, tone }: Pick<Flying, 'envelope' | 'tone'> & { played: Played }) {
  const { event, from, to, sentStep } = envelope;
  const sender = played.history.steps[sentStep];
  const atRest = useContext(AtRest);
  return (
    <>
      {!atRest && (
        <title>{`${event.type} from ${from === undefined ? '' : nameById(played, from.id)} to ${nameById(played, to.id)}${sender ? `: ${sentenceOf(played.model, sender)}` : ''}`}</title>
      )}
      <circle className="halo" r={8} />
      <Mark tone={tone} size={5.5} />
    </>
  );
});

/**
 * Hundreds of messages in one stroke each tone: round caps on lines of no length are discs. They stand on whole pixels, which
 * are written and read in a fraction of the time.
 */
function Swarm({ messages }: { readonly messages: readonly Flying[] }) {
  const lines = new Map<Tone, string>();
  for (const { tone, at } of messages)
    lines.set(tone, `${lines.get(tone) ?? ''}M${Math.round(at[0])} ${Math.round(at[1])}h0`);
  return (
    <g className="swarm">
      {[...lines].map(([tone, line]) => (
        <path key={tone} className={`tone-${tone}`} d={line} />
      ))}
    </g>
  );
}
