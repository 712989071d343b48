/** The decisions that rest on the results, each with a tornado: which input alone would turn it. */
import { scaleLinear, scaleLog } from 'd3';
import { verdictOf } from './evaluate.ts';
import { numberIn, quantity } from './printed.ts';
import type { Sheet, SheetDecision, Values } from './sheet.ts';
import { type Swing, shownEnds, type Tornado, tornadoOf } from './tornado.ts';

export function Decisions({ sheet, values }: { readonly sheet: Sheet; readonly values: Values }) {
  return (
    <>
      {sheet.decisions.map((decision) => (
        <Decision key={decision.id} sheet={sheet} decision={decision} values={values} />
      ))}
    </>
  );
}

function Decision({ sheet, decision, values }: { sheet: Sheet; decision: SheetDecision; values: Values }) {
  const tornado = tornadoOf(sheet, decision, values);
  const holds = verdictOf(sheet, decision, values);
  const turning = tornado.swings.filter(({ flips }) => flips !== undefined);
  return (
    <section className="decision" aria-label={decision.question}>
      <p className="verdict">
        <b>{decision.question}</b> <span className={holds ? 'yes' : 'no'}>{holds ? decision.yes : decision.no}</span>{' '}
        <code>{decision.formula}</code>{' '}
        {turning.length === 0
          ? 'No input turns this by itself.'
          : `Turned by ${turning.map(({ input }) => input.id).join(', or ')} alone.`}
      </p>
      <table className="tornado">
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Input</th>
            <th scope="col">At its low and at its high</th>
            <th scope="col">Turns the decision</th>
          </tr>
        </thead>
        <tbody>
          {tornado.swings.map((swing) => (
            <Row key={swing.input.id} swing={swing} tornado={tornado} unit={decision.unit} />
          ))}
        </tbody>
      </table>
      <p className="legend">
        {`Now ${quantity(tornado.now, decision.unit, 1)} (thin line), the bound is ${quantity(tornado.threshold, decision.unit, 1)} (broken line). One input at a time goes from its low to its high.`}
      </p>
    </section>
  );
}

const WIDTH = 100;

function Row({ swing, tornado, unit }: { swing: Swing; tornado: Tornado; unit: string }) {
  const x = scaleOf(tornado);
  const [atLow, atHigh] = shownEnds(swing);
  const [from, to] = [x(atLow), x(atHigh)];
  const ends = `${swing.atLow === swing.atHigh ? 'bound ' : ''}${numberIn(atLow, 1)} to ${quantity(atHigh, unit, 1)}`;
  return (
    <tr>
      <th scope="row">{swing.input.id}</th>
      <td className="bar">
        <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" role="img" aria-label={ends}>
          <rect
            className={swing.flips === undefined ? 'keeps' : 'flips'}
            x={Math.min(from, to)}
            width={Math.max(0.6, Math.abs(to - from))}
            y="1.5"
            height="7"
          />
          <line className="now" x1={x(tornado.now)} x2={x(tornado.now)} y1="0" y2="10" />
          <line className="threshold" x1={x(tornado.threshold)} x2={x(tornado.threshold)} y1="0" y2="10" />
        </svg>
        <span className="ends">{ends}</span>
      </td>
      <td className="turns">{swing.flips === undefined ? '' : TURNS[swing.flips]}</td>
    </tr>
  );
}
const TURNS = { low: 'turns at its low', high: 'turns at its high', both: 'turns at both ends' } as const;

/** Logarithmic where the ends lie further apart than the eye can compare. */
function scaleOf({ now, threshold, swings }: Tornado): (value: number) => number {
  const all = [now, threshold, ...swings.flatMap(shownEnds)].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = [0.015 * WIDTH, 0.985 * WIDTH];
  const wide = low > 0 && high / low > 20;
  return wide ? scaleLog([low, high], span) : scaleLinear([Math.min(0, low), high], span);
}
