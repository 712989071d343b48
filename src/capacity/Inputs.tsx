/** What a calculation starts from: each input with its range, the kind of its claim, and a field to take it for something else. */
import { Fragment } from 'react';
import { numberIn } from './printed.ts';
import type { Sheet, SheetInput, Values } from './sheet.ts';

interface Props {
  readonly sheet: Sheet;
  readonly values: Values;
  /** Before the script runs, fields only show. */
  readonly awake: boolean;
  readonly claimsAt: string;
  /** Another number makes all fields anew, with what the study took inputs to be. */
  readonly fresh: number;
  readonly onChange: (values: Values) => void;
}

export function Inputs({ sheet, values, awake, claimsAt, fresh, onChange }: Props) {
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
        {sheet.inputs.map((input, i) => (
          <Fragment key={input.id}>
            {input.group !== '' && input.group !== sheet.inputs[i - 1]?.group && (
              <tr className="group">
                <th colSpan={4} scope="colgroup">
                  {input.group}
                </th>
              </tr>
            )}
            <tr className={values[input.id] === input.likely ? undefined : 'changed'}>
              <th scope="row" id={`input-${input.id}`}>
                {input.says} <code>{input.id}</code>
              </th>
              <td>
                {/* Nobody writes into a field while somebody types in it: "0." on the way to "0.5" would become 0. */}
                <input
                  key={fresh}
                  type="number"
                  aria-labelledby={`input-${input.id}`}
                  defaultValue={input.likely}
                  min={0}
                  step={stepOf(input)}
                  readOnly={!awake}
                  onChange={({ target }) => {
                    const value = target.valueAsNumber;
                    if (value >= 0) onChange({ ...values, [input.id]: value });
                  }}
                />{' '}
                <span className="unit">{input.unit}</span>
              </td>
              <td className="range">{`${numberIn(input.low, 3)} to ${numberIn(input.high, 3)}`}</td>
              <td>
                <a className="kind" href={`${claimsAt}#${input.claim}`} aria-label={input.kind} title={input.kind}>
                  {input.mark}
                </a>
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** What an arrow key adds: a tenth of the likely value, rounded to a power of ten. */
const stepOf = ({ likely, high }: SheetInput): number => 10 ** Math.floor(Math.log10((likely || high || 1) / 5));
