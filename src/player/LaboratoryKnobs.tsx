/** The knobs of a laboratory: all of them, the scenario's own first, and when they are turned. */
import { useMemo, useState } from 'react';
import { applies, type Knob, type Model, type Recipe, scenarioOf } from '../kernel/index.ts';
import { Panel, type Props, usePanel } from './KnobControls.tsx';

export function LaboratoryKnobs({ figure, children, ...props }: Props) {
  const { model, published } = props.session;
  const { knobs } = figure;
  const [fromHere, setFromHere] = useState(false);
  const panel = { ...usePanel(props), figure, fromHere };
  const { params, usual } = panel;
  const first = useMemo(() => firstKnobs(model, published), [model, published]);
  const others = useMemo(() => knobs.filter((name) => !first.includes(name)), [knobs, first]);
  const offered = others.filter((name) => applies(model.knobs[name] as Knob, params));
  const turned = offered.filter((name) => params[name] !== usual[name]).length;
  return (
    <>
      <div className="player-bar">
        {knobs.some((name) => model.knobs[name]?.live) && (
          <FromHere name={`${figure.id}-from`} fromHere={fromHere} awake={props.awake} onChoose={setFromHere} />
        )}
        {children}
      </div>
      <Panel {...panel} names={first} />
      {offered.length > 0 && (
        <details className="knobs-folded">
          <summary>
            {offered.length} more {offered.length === 1 ? 'knob' : 'knobs'}
            {turned > 0 && `, ${turned} turned`}
          </summary>
          <Panel {...panel} names={others} />
        </details>
      )}
    </>
  );
}

/** More than these are folded: the picture is to be seen while they are turned. */
const FIRST = 6;

/** What the scenario is about: the knobs that it sets, and the model's first ones; in the model's order. */
function firstKnobs(model: Model, { scenario, knobs }: Recipe): readonly string[] {
  const all = Object.keys(model.knobs);
  const set = { ...scenarioOf(model, scenario)[1].knobs, ...knobs };
  const chosen = [...new Set([...all.filter((name) => Object.hasOwn(set, name)), ...all])].slice(0, FIRST);
  return all.filter((name) => chosen.includes(name));
}

interface FromProps {
  readonly name: string;
  readonly fromHere: boolean;
  readonly awake: boolean;
  onChoose(fromHere: boolean): void;
}

/** The whole run with another value, or the past as it was and another future. */
const FromHere = ({ name, fromHere, awake, onChoose }: FromProps) => (
  <fieldset className="knob-choice player-from" disabled={!awake}>
    <legend className="knob-label">Turn knobs</legend>
    <span className="knob-options">
      {[false, true].map((here) => (
        <label key={String(here)}>
          <input type="radio" name={name} checked={fromHere === here} onChange={() => onChoose(here)} />
          <span>{here ? 'from the playhead on' : 'for the whole run'}</span>
        </label>
      ))}
    </span>
  </fieldset>
);
