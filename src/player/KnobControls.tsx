/** The knobs of a figure, each made from the model's table: a slider, a choice or a switch, with its sentence. */
import { memo, type ReactNode, useMemo, useRef } from 'react';
import {
  applies,
  type Knob,
  type KnobValue,
  knobInWords,
  type NumberKnob,
  type OptionKnob,
  type Params,
  paramsOf,
} from '../kernel/index.ts';
import type { FigureData } from './figure-data.ts';
import { scaleOf } from './knob-scale.ts';
import { paramsAt } from './knobs-at.ts';
import type { Session } from './session.ts';
import type { Send } from './use-player.ts';

export interface Props {
  readonly figure: FigureData;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
  /** What stands beside the knobs. */
  readonly children: ReactNode;
}

/** The few knobs of a figure; a laboratory has all of them, in `LaboratoryKnobs.tsx`. */
export function KnobControls({ figure, children, ...props }: Props) {
  const panel = usePanel(props);
  if (figure.knobs.length === 0) return null;
  return (
    <div className="player-bar">
      <Panel {...panel} figure={figure} names={figure.knobs} fromHere={false} />
      {children}
    </div>
  );
}

/** What every panel of one player has in common. */
export function usePanel({ session, awake, send }: Pick<Props, 'session' | 'awake' | 'send'>) {
  const { model, published } = session;
  const usual = useMemo(() => paramsOf(model, published), [model, published]);
  return { model, params: paramsAt(session), usual, awake, send };
}

interface PanelProps {
  readonly figure: FigureData;
  readonly model: Session['model'];
  readonly names: readonly string[];
  readonly params: Params;
  /** As the author wrote the scenario. */
  readonly usual: Params;
  readonly awake: boolean;
  readonly fromHere: boolean;
  readonly send: Send;
}

/** Drawn again when a run is, and not at every event of it. */
export const Panel = memo(function Panel({ figure, model, names, params, usual, awake, fromHere, send }: PanelProps) {
  const offered = names.filter((name) => applies(model.knobs[name] as Knob, params));
  if (offered.length === 0) return null;
  const explained = figure.laboratory;
  return (
    <div className={explained ? 'player-knobs is-explained' : 'player-knobs'}>
      {offered.map((name) => (
        <Control
          key={name}
          figure={figure.id}
          name={name}
          knob={model.knobs[name] as Knob}
          value={params[name] as KnobValue}
          usual={usual[name] as KnobValue}
          awake={awake}
          explained={explained}
          restarts={fromHere}
          onTurn={(value) => send({ type: 'TURN', knob: name, value, fromHere })}
        />
      ))}
    </div>
  );
});

interface ControlProps<K extends Knob = Knob> {
  readonly figure: string;
  readonly name: string;
  readonly knob: K;
  readonly value: KnobValue;
  readonly usual: KnobValue;
  readonly awake: boolean;
  /** Its sentence stands beneath it; otherwise it is heard and shown on hovering. */
  readonly explained: boolean;
  /** Knobs are turned at the playhead; one that is not live begins the run again. */
  readonly restarts: boolean;
  onTurn(value: KnobValue): void;
}
type Inner<K extends Knob = Knob> = ControlProps<K> & { readonly sentence: string };

function Control(props: ControlProps) {
  const { figure, name, knob, value, usual, awake, explained, restarts, onTurn } = props;
  const sentence = `${figure}-knob-${name}`;
  const root = useRef<HTMLDivElement>(null);
  const turned = value !== usual;
  const turnBack = () => {
    // The button goes with what it undoes: the focus stays with the knob.
    root.current?.querySelector<HTMLElement>('input:checked, input:not([type=radio]), select')?.focus();
    onTurn(usual);
  };
  return (
    <div
      ref={root}
      className={turned ? 'player-knob is-turned' : 'player-knob'}
      title={explained ? undefined : knob.says}
    >
      {controlFor({ ...props, sentence })}
      <span id={sentence} className={explained ? 'knob-says' : 'visually-hidden'}>
        {knob.says}
        {restarts && !knob.live && ' It begins the run again.'}
      </span>
      {explained && turned && (
        <button type="button" className="player-link knob-back" disabled={!awake} onClick={turnBack}>
          Back to {knobInWords(knob, usual)}
        </button>
      )}
    </div>
  );
}

function controlFor(props: Inner) {
  const { knob } = props;
  if ('options' in knob) return <Choice {...props} knob={knob} />;
  return 'min' in knob ? <Slider {...props} knob={knob} /> : <Switch {...props} />;
}

function Slider({ knob, value, awake, sentence, onTurn }: Inner<NumberKnob>) {
  const scale = scaleOf(knob);
  const words = knobInWords(knob, value);
  return (
    <label className="knob-slider">
      <span className="knob-label">{knob.label}</span>
      <input
        type="range"
        min={0}
        max={scale.max}
        step={1}
        value={scale.position(Number(value))}
        aria-valuetext={words}
        aria-describedby={sentence}
        disabled={!awake}
        onChange={(event) => onTurn(scale.value(event.currentTarget.valueAsNumber))}
      />
      {/* Not an output element: that would be a live region of its own. */}
      <b className="knob-value">{words}</b>
    </label>
  );
}

/** Few options stand side by side; many would not fit. */
const SIDE_BY_SIDE = 4;

function Choice({ figure, name, knob, value, awake, sentence, onTurn }: Inner<OptionKnob>) {
  const options = Object.entries(knob.options);
  if (options.length > SIDE_BY_SIDE)
    return (
      <label className="knob-select">
        <span className="knob-label">{knob.label}</span>
        <select
          value={String(value)}
          aria-describedby={sentence}
          disabled={!awake}
          onChange={(event) => onTurn(event.currentTarget.value)}
        >
          {options.map(([option, words]) => (
            <option key={option} value={option}>
              {words}
            </option>
          ))}
        </select>
      </label>
    );
  return (
    <fieldset className="knob-choice" aria-describedby={sentence} disabled={!awake}>
      <legend className="knob-label">{knob.label}</legend>
      <span className="knob-options">
        {options.map(([option, words]) => (
          <label key={option}>
            <input
              type="radio"
              name={`${figure}-${name}`}
              value={option}
              checked={value === option}
              onChange={() => onTurn(option)}
            />
            <span>{words}</span>
          </label>
        ))}
      </span>
    </fieldset>
  );
}

function Switch({ knob, value, awake, sentence, onTurn }: Inner) {
  return (
    <label className="knob-switch">
      <input
        type="checkbox"
        role="switch"
        checked={value === true}
        aria-checked={value === true}
        aria-describedby={sentence}
        disabled={!awake}
        onChange={(event) => onTurn(event.currentTarget.checked)}
      />
      <span className="knob-label">{knob.label}</span>
      <b className="knob-value" aria-hidden="true">
        {value === true ? 'on' : 'off'}
      </b>
    </label>
  );
}
