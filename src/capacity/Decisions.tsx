/** The decisions that rest on the results, each with a tornado: which input alone would turn it, and where. */
import { scaleLinear, scaleLog } from 'd3';
import { verdictOf } from './evaluate.ts';
import { numberIn, quantity } from './printed.ts';
import type { Sheet, SheetDecision, Values } from './sheet.ts';
import { type Swing, shownEnds, type Tornado, tornadoOf, turns } from './tornado.ts';

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
  return (
    <section className="decision" id={`decision-${decision.id}`} aria-label={decision.question}>
      <h3>
        {decision.question} <span className={holds ? 'yes' : 'no'}>{holds ? decision.yes : decision.no}</span>
      </h3>
      <code>{decision.formula}</code>
      <p className="legend">
        {`Now ${quantity(tornado.now, decision.unit, 1)} (solid line), the bound ${quantity(tornado.threshold, decision.unit, 1)} (broken line)${tornado.logarithmic ? '; logarithmic' : ''}. One input at a time goes from its low to its high.`}
        {!tornado.swings.some(turns) && ' None turns this by itself.'}
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
    </section>
  );
}

const WIDTH = 100;

function Row({ swing, tornado, unit }: { swing: Swing; tornado: Tornado; unit: string }) {
  const x = scaleOf(tornado);
  const [atLow, atHigh] = shownEnds(swing);
  const [from, to] = [x(atLow), x(atHigh)];
  const ends = endsInWords(swing, unit);
  return (
    <tr>
      <th scope="row">{swing.input.says}</th>
      <td className="bar">
        <svg viewBox={`0 0 ${WIDTH} 10`} preserveAspectRatio="none" role="img" aria-label={ends}>
          <rect
            className={turns(swing) ? 'flips' : 'keeps'}
            x={Math.min(from, to)}
            width={Math.max(0.6, Math.abs(to - from))}
            y="1.5"
            height="7"
          />
          <line className="now" x1={x(tornado.now)} x2={x(tornado.now)} y1="0" y2="10" />
          <line className="threshold" x1={x(tornado.threshold)} x2={x(tornado.threshold)} y1="0" y2="10" />
        </svg>
        <span className="ends" aria-hidden="true">
          {ends}
        </span>
      </td>
      <td className="turns">{turnsInWords(swing)}</td>
    </tr>
  );
}

/** "at 200,000: 9, at 800,000: 35 shards" */
function endsInWords(swing: Swing, unit: string): string {
  const [atLow, atHigh] = shownEnds(swing);
  const what = swing.atLow === swing.atHigh ? 'the bound is ' : '';
  const { low, high } = swing.input;
  return `at ${numberIn(low, 3)}: ${what}${numberIn(atLow, 1)}, at ${numberIn(high, 3)}: ${quantity(atHigh, unit, 1)}`;
}

function turnsInWords({ input, turnsBelow, turnsAbove }: Swing): string {
  const at = (value: number) => quantity(Number(value.toPrecision(3)), input.unit, 2);
  return [
    turnsBelow === undefined ? [] : `turns at ${at(turnsBelow)} and less`,
    turnsAbove === undefined ? [] : `turns at ${at(turnsAbove)} and more`,
  ]
    .flat()
    .join('; ');
}

function scaleOf({ now, threshold, swings, logarithmic }: Tornado): (value: number) => number {
  const all = [now, threshold, ...swings.flatMap(shownEnds)].filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = [0.015 * WIDTH, 0.985 * WIDTH];
  return logarithmic ? scaleLog([low, high], span) : scaleLinear([Math.min(0, low), high], span);
}
