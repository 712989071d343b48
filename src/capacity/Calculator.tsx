/**
 * A study's calculation: its inputs, its results with their ranges, its decisions and what would turn them. Without script it
 * is four tables; with it, a reader changes what an input is taken to be and everything follows.
 */
import { useEffect, useState } from 'react';
import './calculator.css';
import { Decisions } from './Decisions.tsx';
import { likely, rangeOf, resultOf } from './evaluate.ts';
import { numberIn, quantity } from './printed.ts';
import type { Sheet, SheetInput, SheetMistake, SheetResult, Values } from './sheet.ts';

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
      <Inputs sheet={sheet} values={values} awake={awake} claimsAt={claimsAt} onChange={setValues} />
      {awake && (
        <p className="reset">
          <button type="button" disabled={!changed} onClick={() => setValues(likely(sheet))}>
            Back to the study’s inputs
          </button>
        </p>
      )}
      <div aria-live="polite">
        <Results sheet={sheet} values={values} />
        <Decisions sheet={sheet} values={values} />
      </div>
      <Mistakes sheet={sheet} values={values} />
    </div>
  );
}

function Inputs({
  sheet,
  values,
  awake,
  claimsAt,
  onChange,
}: {
  sheet: Sheet;
  values: Values;
  awake: boolean;
  claimsAt: string;
  onChange: (values: Values) => void;
}) {
  return (
    <table className="inputs">
      <caption>Inputs</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Taken to be</th>
          <th scope="col">From, to</th>
          <th scope="col">Kind</th>
        </tr>
      </thead>
      <tbody>
        {sheet.inputs.map((input) => (
          <tr key={input.id}>
            <th scope="row" id={`input-${input.id}`}>
              {input.says} <code>{input.id}</code>
            </th>
            <td>
              <input
                type="number"
                aria-labelledby={`input-${input.id}`}
                value={values[input.id]}
                min={0}
                step="any"
                readOnly={!awake}
                onChange={({ target }) => {
                  const value = target.valueAsNumber;
                  if (value >= 0) onChange({ ...values, [input.id]: value });
                }}
              />{' '}
              <span className="unit">{input.unit}</span>
            </td>
            <td className="range">{between(input)}</td>
            <td>
              <a className="kind" href={`${claimsAt}#${input.claim}`} aria-label={input.kind} title={input.kind}>
                {input.mark}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
const between = ({ low, high }: SheetInput): string => `${numberIn(low, 3)} to ${numberIn(high, 3)}`;

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
