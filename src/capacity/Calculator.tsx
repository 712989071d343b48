/**
 * A study's calculation: its decisions, its inputs, its results with their ranges, and what would turn each decision. Without
 * script it is tables; with it, a reader changes what an input is taken to be and everything follows.
 */
import { useEffect, useState } from 'react';
import './calculator.css';
import { Decisions } from './Decisions.tsx';
import { likely, rangeOf, resultOf } from './evaluate.ts';
import { Inputs } from './Inputs.tsx';
import { numberIn, quantity } from './printed.ts';
import type { Sheet, SheetMistake, SheetResult, Values } from './sheet.ts';
import { Verdicts } from './Verdicts.tsx';

interface Props {
  readonly sheet: Sheet;
  /** Where the study's claims are listed; each has an anchor. */
  readonly claimsAt: string;
}

export function Calculator({ sheet, claimsAt }: Props) {
  const [values, setValues] = useState<Values>(likely(sheet));
  const [awake, setAwake] = useState(false);
  useEffect(() => setAwake(true), []);
  const changed = sheet.inputs.some(({ id, likely }) => values[id] !== likely);
  return (
    <div className="capacity-sheet ui">
      <Verdicts sheet={sheet} values={values} />
      <section id="inputs">
        <h2>Inputs</h2>
        <Inputs {...{ sheet, values, awake, claimsAt }} onChange={setValues} />
        {awake && (
          <p className="reset">
            <button type="button" disabled={!changed} onClick={() => setValues(likely(sheet))}>
              Back to the study’s inputs
            </button>
          </p>
        )}
      </section>
      <section id="results">
        <h2>Results</h2>
        <Results sheet={sheet} values={values} />
      </section>
      <section id="decisions">
        <h2>What would turn a decision</h2>
        <Decisions sheet={sheet} values={values} />
      </section>
      {sheet.mistakes.length > 0 && (
        <section id="mistakes">
          <h2>The same questions, asked wrongly</h2>
          <Mistakes sheet={sheet} values={values} />
        </section>
      )}
    </div>
  );
}

function Results({ sheet, values }: { sheet: Sheet; values: Values }) {
  return (
    <table className="results" aria-label="Results">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Then</th>
          <th scope="col">At most from, to</th>
        </tr>
      </thead>
      <tbody>
        {sheet.results.map((result) => (
          <tr key={result.id} id={`result-${result.id}`}>
            <th scope="row">
              {result.says} <code>{`${result.id} = ${result.formula}`}</code>
            </th>
            <td>
              <output>{quantity(resultOf(sheet, result, values), result.unit, result.digits)}</output>
            </td>
            <td className="range">{spread(sheet, result, values)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
function spread(sheet: Sheet, result: SheetResult, values: Values): string {
  const { low, high } = rangeOf(sheet, result, values);
  return `${numberIn(low, result.digits)} to ${numberIn(high, result.digits)}`;
}

function Mistakes({ sheet, values }: { sheet: Sheet; values: Values }) {
  const said = ({ instead }: SheetMistake) => sheet.results.find(({ id }) => id === instead) as SheetResult;
  return (
    <table className="mistakes" aria-label="The same questions, asked wrongly">
      <thead>
        <tr>
          <th scope="col">As it is often done</th>
          <th scope="col">Gives</th>
          <th scope="col">Instead of</th>
        </tr>
      </thead>
      <tbody>
        {sheet.mistakes.map((mistake) => (
          <tr key={mistake.id}>
            <th scope="row">
              {mistake.says} <code>{mistake.formula}</code> <span className="why">{mistake.why}</span>
            </th>
            <td>{mistake.refused ?? quantity(resultOf(sheet, mistake, values), mistake.unit, mistake.digits)}</td>
            <td>{quantity(resultOf(sheet, said(mistake), values), said(mistake).unit, said(mistake).digits)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
