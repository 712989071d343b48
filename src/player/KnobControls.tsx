/** The knobs of a figure, each made from the model's table: a slider, a choice or a switch, with its sentence. */
import { memo } from 'react';
import {
  applies,
  type Knob,
  type KnobValue,
  type Model,
  type NumberKnob,
  type OptionKnob,
  type Params,
} from '../kernel/index.ts';
import { scaleOf } from './knob-scale.ts';
import type { Send } from './use-player.ts';
import { knobInWords } from './words.ts';

interface Props {
  /** Its id: begins the ids of its knobs. */
  readonly figure: string;
  readonly model: Model;
  readonly names: readonly string[];
  readonly params: Params;
  readonly awake: boolean;
  /** The sentence of each knob stands beneath it; otherwise it is heard and shown on hovering. */
  readonly explained: boolean;
  readonly send: Send;
}

/** Drawn again when a run is, and not at every event of it. */
export const KnobControls = memo(function KnobControls(props: Props) {
  const { figure, model, names, params, awake, explained, send } = props;
  const offered = names.filter((name) => applies(model.knobs[name] as Knob, params));
  if (offered.length === 0) return null;
  return (
    <div className={explained ? 'player-knobs is-explained' : 'player-knobs'}>
      {offered.map((name) => (
        <Control
          key={name}
          figure={figure}
          name={name}
          knob={model.knobs[name] as Knob}
          value={params[name] as KnobValue}
          awake={awake}
          explained={explained}
          onTurn={(value) => send({ type: 'TURN', knob: name, value })}
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
  readonly awake: boolean;
  readonly explained: boolean;
  onTurn(value: KnobValue): void;
}
type Inner<K extends Knob = Knob> = ControlProps<K> & { readonly sentence: string };

function Control(props: ControlProps) {
  const { figure, name, knob, explained } = props;
  const sentence = `${figure}-knob-${name}`;
  return (
    <div className="player-knob" title={explained ? undefined : knob.says}>
      {controlFor({ ...props, sentence })}
      <span id={sentence} className={explained ? 'knob-says' : 'visually-hidden'}>
        {knob.says}
      </span>
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
