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
  const [fresh, setFresh] = useState(0);
  useEffect(() => setAwake(true), []);
  const reset = () => {
    setValues(likely(sheet));
    setFresh(fresh + 1);
  };
  const changed = sheet.inputs.some(({ id, likely }) => values[id] !== likely);
  return (
    <div className="capacity-sheet ui">
      <Verdicts sheet={sheet} values={values} />
      <Inputs {...{ sheet, values, awake, claimsAt, fresh }} onChange={setValues} />
      {awake && (
        <p className="reset">
          <button type="button" disabled={!changed} onClick={reset}>
            Back to the study’s inputs
          </button>
        </p>
      )}
      <Results sheet={sheet} values={values} />
      <Decisions sheet={sheet} values={values} />
      <Mistakes sheet={sheet} values={values} />
    </div>
  );
}

function Results({ sheet, values }: { sheet: Sheet; values: Values }) {
  return (
    <table className="results">
      <caption>Results</caption>
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
  if (sheet.mistakes.length === 0) return null;
  const said = ({ instead }: SheetMistake) => sheet.results.find(({ id }) => id === instead) as SheetResult;
  return (
    <table className="mistakes">
      <caption>The same questions, asked wrongly</caption>
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
