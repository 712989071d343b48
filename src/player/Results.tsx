/** What the whole run measured, and what it measured before the reader's changes: the answer to a knob that was turned. */
import { memo } from 'react';
import { type Measure, quantity } from '../kernel/index.ts';
import { ownLane, type Session } from './session.ts';
import { measureInWords } from './words.ts';

/** As many as stand in a row. */
const MOST = 6;

interface Props {
  readonly session: Session;
}

export const Results = memo(
  function Results({ session: { model, timeline, measured, recipe, origin } }: Props) {
    const { measures } = ownLane(timeline);
    const changed = recipe !== origin;
    const shown = Object.entries(model.measures)
      .filter(([name]) => !Number.isNaN(measures[name]) || !Number.isNaN(measured[name]))
      .map(([name, measure]) => ({ name, measure, now: measures[name] as number, before: measured[name] as number }));
    if (shown.length === 0) return null;
    return (
      <div className="player-results">
        {/* An order that was found ends where it breaks: what is under way then has not been counted. */}
        <p>{recipe.schedule === undefined ? 'The whole run' : 'As far as this order goes'}, by the model:</p>
        <dl className="ui">
          {shown.slice(0, MOST).map(({ name, measure, now, before }) => (
            <div key={name} title={measure.says}>
              <dt>
                {measureInWords(name)}
                <span className="visually-hidden">: {measure.says}</span>
              </dt>
              <dd>
                <b>{valueInWords(now, measure)}</b>
                {changed && <Was now={now} before={before} measure={measure} paired={recipe.seed === origin.seed} />}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    );
  },
  (before, after) =>
    before.session.timeline === after.session.timeline && before.session.measured === after.session.measured,
);

interface WasProps {
  readonly now: number;
  readonly before: number;
  readonly measure: Measure;
  /** Both met the same luck: what differs is the change, and can be judged. */
  readonly paired: boolean;
}

function Was({ now, before, measure, paired }: WasProps) {
  const better = paired ? measure.better : undefined;
  if (Object.is(now, before)) return <span className="is-same"> as before</span>;
  const isBetter = better === undefined ? undefined : (better === 'lower') === now < before;
  return (
    <span className={isBetter === undefined ? undefined : isBetter ? 'is-better' : 'is-worse'}>
      {isBetter === undefined ? ' ' : isBetter ? ' better, ' : ' worse, '}was {valueInWords(before, measure)}
    </span>
  );
}

const valueInWords = (value: number, { unit }: Measure): string =>
  Number.isNaN(value) ? 'nothing to measure' : quantity(Number(value.toPrecision(3)), unit === '1' ? '' : unit);
