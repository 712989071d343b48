/** What only a simulation's own page has: scenarios, the seed, faults by the reader's hand, and the choice of views. */
import { useState } from 'react';
import { nameById, tickWords } from '../figures/about.ts';
import {
  type Fault,
  faultInWords,
  formatTime,
  type Model,
  type Played,
  recipeOf,
  scenarioOf,
} from '../kernel/index.ts';

export { FromThisMoment } from './FromThisMoment.tsx';
export { LaboratoryKnobs } from './LaboratoryKnobs.tsx';
export { WhatIsNext } from './WhatIsNext.tsx';

import { nextUs } from './branch.ts';
import { VIEWS, type ViewName } from './figure-data.ts';
import { DURATIONS_MS, faultFor, HAND_FAULTS, type HandFault, needsLine } from './hand-faults.ts';
import type { Session } from './session.ts';
import { turnedInWords } from './turned.ts';
import type { Send } from './use-player.ts';
import { isOffered, labelOf } from './views.ts';

interface Props {
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
}

export function ScenarioChoice({ session, awake, send }: Props) {
  const { model, recipe } = session;
  const [, scenario] = scenarioOf(model, recipe.scenario);
  // A search carries the choices of another run into the scenario that it visits; what that one says need not hold of them.
  const turned = recipe.schedule === undefined ? [] : turnedInWords(model, recipeOf(model, recipe.scenario), recipe);
  const names = Object.keys(model.scenarios);
  const nth = names.indexOf(recipe.scenario);
  const turnTo = (by: number, words: string, sign: string) => (
    <button
      type="button"
      className="player-button"
      title={words}
      disabled={!awake}
      onClick={() => send({ type: 'CHOOSE', scenario: names.at((nth + by) % names.length) as string })}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  // What it says is beside its picture on a phone, and above it elsewhere.
  return (
    <>
      <div className="player-scenario">
        {turnTo(-1, 'Previous scenario', '‹')}
        <label>
          <span className="knob-label scenario-count">
            Scenario {nth + 1} of {names.length}
          </span>
          <select
            value={recipe.scenario}
            disabled={!awake}
            onChange={(event) => send({ type: 'CHOOSE', scenario: event.currentTarget.value })}
          >
            {Object.entries(model.scenarios).map(([name, { title }]) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        {turnTo(1, 'Next scenario', '›')}
      </div>
      <p className="scenario-says">{turned.length === 0 ? scenario.says : `Not as published: ${turned.join(', ')}.`}</p>
    </>
  );
}

export function Seed({ session, awake, send }: Props) {
  return (
    <label className="player-seed">
      <span className="knob-label">Seed</span>
      <input
        type="number"
        min={0}
        step={1}
        value={session.recipe.seed}
        disabled={!awake}
        onChange={(event) => {
          const seed = event.currentTarget.valueAsNumber;
          if (Number.isSafeInteger(seed) && seed >= 0) send({ type: 'RESEED', seed });
        }}
      />
    </label>
  );
}

/** Faults begin at the playhead; what has been added can be taken away again. */
export function Faults({ session, awake, send }: Props) {
  const { model, recipe, timeline } = session;
  const lane = timeline.lanes[0] as Played;
  const ids = model.components(lane.params).map(({ id }) => id);
  const kinds = Object.keys(model.kinds).filter((kind) => !model.kinds[kind]?.dynamic);
  // As the pictures name them. A kind means all of its components, and says so, unless one of them has its very name.
  const components = Object.fromEntries(ids.map((id) => [id, nameById(lane, id)]));
  const everyKind = Object.fromEntries(kinds.map((kind) => [kind, `every ${model.kinds[kind]?.label}`]));
  const [kind, setKind] = useState<HandFault>('crash');
  const [durationMs, setDuration] = useState<number>(DURATIONS_MS[1]);
  const [from, setFrom] = useState(ids[0] ?? '');
  const [to, setTo] = useState('*');
  const atUs = nextUs(session);
  const add = () => send({ type: 'INJECT', fault: faultFor(kind, { atUs, durationMs, from, to }) });
  return (
    <fieldset className="player-faults" disabled={!awake}>
      <legend>Break something at the playhead</legend>
      <Select label="What" value={kind} options={HAND_FAULTS} onChoose={(name) => setKind(name as HandFault)} />
      <Select
        label={needsLine(kind) ? 'From' : 'Where'}
        value={from}
        options={needsLine(kind) ? { ...components, ...everyKind, ...components } : components}
        onChoose={setFrom}
      />
      {needsLine(kind) && (
        <Select
          label="To"
          value={to}
          options={{ '*': 'everybody', ...components, ...everyKind, ...components }}
          onChoose={setTo}
        />
      )}
      <Select
        label="For"
        value={String(durationMs)}
        options={Object.fromEntries(DURATIONS_MS.map((duration) => [duration, tickWords(duration * 1000)]))}
        onChoose={(text) => setDuration(Number(text))}
      />
      <button type="button" onClick={add}>
        Break it at {formatTime(atUs)}
      </button>
      <FaultChips model={model} faults={recipe.faults} send={send} />
    </fieldset>
  );
}

interface ChipsProps {
  readonly model: Model;
  readonly faults: readonly Fault[];
  readonly send: Send;
}

function FaultChips({ model, faults, send }: ChipsProps) {
  if (faults.length === 0) return null;
  return (
    <ul className="player-chips" aria-label="Faults added by you">
      {keyed(faults).map(([key, fault], i) => {
        const words = faultInWords(model, fault);
        return (
          <li key={key}>
            <span aria-hidden="true">⚑</span> {formatTime(fault.atUs)} {words}
            <button
              type="button"
              aria-label={`Take away: ${words} at ${formatTime(fault.atUs)}`}
              onClick={({ currentTarget }) => {
                stayNear(currentTarget, i);
                send({ type: 'HEAL', nth: i });
              }}
            >
              ×
            </button>
          </li>
        );
      })}
    </ul>
  );
}

/** The chip goes: the focus moves to its neighbour, or back to where faults are added. */
function stayNear(pressed: HTMLElement, nth: number): void {
  const chips = pressed.closest('ul')?.querySelectorAll<HTMLElement>('button');
  const add = pressed.closest('fieldset')?.querySelector<HTMLElement>(':scope > button');
  (chips?.[nth + 1] ?? chips?.[nth - 1] ?? add)?.focus();
}

/** The same fault may have been added twice. */
const keyed = (faults: readonly Fault[]): readonly (readonly [key: string, fault: Fault])[] => {
  const texts = faults.map((fault) => JSON.stringify(fault));
  return faults.map((fault, i) => [
    `${texts[i]}${texts.slice(0, i).filter((text) => text === texts[i]).length}`,
    fault,
  ]);
};

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
  onChoose(value: string): void;
}
const Select = ({ label, value, options, onChoose }: SelectProps) => (
  <label>
    <span className="knob-label">{label}</span>
    <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {Object.entries(options).map(([name, words]) => (
        <option key={name} value={name}>
          {words}
        </option>
      ))}
    </select>
  </label>
);

interface ViewProps {
  readonly model: Model;
  readonly open: readonly ViewName[];
  readonly awake: boolean;
  onToggle(view: ViewName): void;
}
export const ViewChoice = ({ model, open, awake, onToggle }: ViewProps) => (
  <fieldset className="knob-choice player-views" disabled={!awake}>
    <legend className="knob-label">Views</legend>
    <span className="knob-options">
      {VIEWS.filter((view) => isOffered(view, model)).map((view) => (
        <label key={view}>
          <input type="checkbox" checked={open.includes(view)} onChange={() => onToggle(view)} />
          <span>{labelOf(view, model.id)}</span>
        </label>
      ))}
    </span>
  </fieldset>
);
