/** What a calculation starts from: each input with its range, the kind of its claim, and a field to take it for something else. */
import { Fragment } from 'react';
import { counted } from '../claims/counted.ts';
import { Field } from './Field.tsx';
import { numberIn } from './printed.ts';
import type { Sheet, SheetInput, Values } from './sheet.ts';

interface Props {
  readonly sheet: Sheet;
  readonly values: Values;
  /** Before the script runs, fields only show. */
  readonly awake: boolean;
  readonly claimsAt: string;
  readonly onChange: (values: Values) => void;
}

export function Inputs({ sheet, values, awake, claimsAt, onChange }: Props) {
  return (
    <table className="inputs" aria-label="Inputs">
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
            <Row
              {...{ input, awake, claimsAt }}
              value={values[input.id] ?? Number.NaN}
              onChange={(value) => onChange({ ...values, [input.id]: value })}
            />
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Pick<Props, 'awake' | 'claimsAt'> {
  readonly input: SheetInput;
  readonly value: number;
  readonly onChange: (value: number) => void;
}

function Row({ input, value, awake, claimsAt, onChange }: RowProps) {
  const name = `input-${input.id}`;
  return (
    <tr className={value === input.likely ? undefined : 'changed'}>
      <th scope="row" id={name}>
        {input.says} <code>{input.id}</code>
      </th>
      <td>
        <span className="field">
          <Field labelledBy={name} value={value} step={stepOf(input)} readOnly={!awake} onChange={onChange} />{' '}
          <span className="unit">{counted(String(value), input.unit)}</span>
        </span>
      </td>
      <td className="range">{`${numberIn(input.low, 3)} to ${numberIn(input.high, 3)}`}</td>
      <td>
        <a className="kind" href={`${claimsAt}#${input.claim}`} aria-label={input.kind} title={input.kind}>
          {input.mark}
        </a>
      </td>
    </tr>
  );
}

/** What an arrow key adds: a tenth of the likely value, rounded to a power of ten. */
const stepOf = ({ likely, high }: SheetInput): number => 10 ** Math.floor(Math.log10((likely || high || 1) / 5));
