/** Roles as bits, to be turned: which of the actions a role may take, and what asking for any bit instead of all of them lets through. */
import { useEffect, useId, useState } from 'react';
import { actions } from './asks.ts';
import { bits, mayDo, memberships, permissions } from './people.ts';
import './role-bits.css';

const NAMES = Object.entries(permissions).toReversed();
/** Write alone: enough to break the careless question, not the careful one. */
const FIRST = permissions.write;

export default function RoleBits() {
  const [mask, turn] = useState<number>(FIRST);
  const [all, askForAll] = useState(false);
  const question = useId();
  const [awake, wake] = useState(false);
  useEffect(() => wake(true), []);
  const may = (needs: number): boolean => (all ? mayDo(mask, needs) : (mask & needs) !== 0);
  return (
    <div className="role-bits">
      <fieldset disabled={!awake}>
        <legend>
          The role is <code>{bits(mask)}</code>
        </legend>
        {NAMES.map(([name, bit]) => (
          <Box key={name} label={`${name} ${bits(bit)}`} on={(mask & bit) !== 0} toggle={() => turn(mask ^ bit)} />
        ))}
        <p className="role-bits-known">
          {memberships.map(({ role, mask: its }) => (
            <button key={role} type="button" aria-pressed={its === mask} onClick={() => turn(its)}>
              {role}
            </button>
          ))}
        </p>
      </fieldset>
      <fieldset disabled={!awake}>
        <legend>It is asked for</legend>
        <Choice
          name={question}
          label="any of the bits: (role & needed) ≠ 0"
          on={!all}
          choose={() => askForAll(false)}
        />
        <Choice
          name={question}
          label="all of the bits: (role & needed) = needed"
          on={all}
          choose={() => askForAll(true)}
        />
      </fieldset>
      <table>
        <thead>
          <tr>
            <th scope="col">action</th>
            <th scope="col">needed</th>
            <th scope="col">role &amp; needed</th>
            <th scope="col">verdict</th>
          </tr>
        </thead>
        <tbody>
          {actions.map(({ says, needs }) => (
            <tr key={says} className={may(needs) ? (mayDo(mask, needs) ? 'is-allowed' : 'is-wrong') : ''}>
              <th scope="row">{says}</th>
              <td>
                <code>{bits(needs)}</code>
              </td>
              <td>
                <code>{bits(mask & needs)}</code>
              </td>
              <td>{verdict(may(needs), mayDo(mask, needs))}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* Cells that change would be heard without their row. */}
      <p role="status" className="visually-hidden">
        {bits(mask)}: {actions.map(({ says, needs }) => `${says}, ${heard(may(needs), mayDo(mask, needs))}`).join('; ')}
        .
      </p>
      <p className="role-bits-kind">
        <abbr className="badge" title="computed by the model">
          M
        </abbr>{' '}
        The model asks for all of the bits. The roles are those of seed.sql.
      </p>
    </div>
  );
}

function verdict(may: boolean, should: boolean): string {
  if (!may) return '– 403';
  return should ? '✓ may' : '✕ may, and should not';
}

const heard = (may: boolean, should: boolean): string =>
  may ? (should ? 'allowed' : 'allowed and should not be') : 'refused';

interface Switch {
  readonly label: string;
  readonly on: boolean;
}
const Box = ({ label, on, toggle }: Switch & { readonly toggle: () => void }) => (
  <label>
    <input type="checkbox" checked={on} onChange={toggle} /> {label}
  </label>
);

const Choice = ({ name, label, on, choose }: Switch & { readonly name: string; readonly choose: () => void }) => (
  <label>
    <input type="radio" name={name} checked={on} onChange={choose} /> {label}
  </label>
);
