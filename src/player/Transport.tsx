/** To the start, back, play, on, on to the next landmark: the same under every figure. Each key has its button. */
import { memo } from 'react';
import { Icon, type IconName } from './icons.tsx';
import { KEYS, type KeyAct, printed } from './keys.ts';
import { SPEEDS, type Speed } from './pace.ts';
import type { PlayerState, Send } from './use-player.ts';

/** Not where the playhead is: the buttons stay as they are from one event to the next. */
interface Props extends Omit<PlayerState, 'session'> {
  readonly send: Send;
}

/** The last button stands where the scrubber ends. */
const FIRST = Object.entries(KEYS).filter(([key, { icon }]) => icon !== undefined && key !== 'End');

export const Transport = memo(function Transport({ send, ...state }: Props) {
  return (
    <div className="player-buttons">
      {FIRST.map(([key, act]) => (
        // By key: play and pause are one button, which keeps the focus.
        <ActButton key={key} keys={key} act={act} state={state} send={send} />
      ))}
    </div>
  );
});

export const ToTheEnd = memo(function ToTheEnd({ send, ...state }: Props) {
  return <ActButton keys="End" act={KEYS['End'] as KeyAct} state={state} send={send} />;
});

interface ActProps {
  readonly keys: string;
  readonly act: KeyAct;
  readonly state: Omit<Props, 'send'>;
  readonly send: Send;
}

function ActButton({ keys, act: { act, does, icon }, state, send }: ActProps) {
  const plays = act === 'toggle';
  const name = plays ? playLabel(state) : does;
  const shown = plays && state.playing ? 'pause' : (icon as IconName);
  const event = typeof act === 'object' ? act : ({ type: state.playing ? 'PAUSE' : 'PLAY' } as const);
  return (
    <button
      type="button"
      className={plays ? 'player-button player-play' : 'player-button'}
      aria-label={name}
      aria-keyshortcuts={keys}
      // Of the title no more is told than the name does not say.
      aria-description={ABOUT[shown] ?? printed(keys)}
      title={`${name}${ABOUT[shown] === undefined ? '' : `: ${ABOUT[shown]}`} (${printed(keys)})`}
      disabled={!state.awake}
      onClick={() => send(event)}
    >
      <Icon name={shown} />
    </button>
  );
}

const LANDMARKS = 'a fault, a loss, a violation, or what the model marks';
const ABOUT: Partial<Record<IconName, string>> = { previous: LANDMARKS, next: LANDMARKS };

function playLabel({ playing, poster, ended }: Omit<PlayerState, 'session'>): string {
  if (playing) return 'Pause';
  if (ended) return 'Play again';
  return poster ? 'Play from the start' : 'Play';
}

interface SpeedProps extends Pick<Props, 'awake' | 'send'> {
  readonly speed: Speed;
}

export const SpeedChoice = memo(function SpeedChoice({ speed, awake, send }: SpeedProps) {
  return (
    <label className="player-speed" title="How many events go by in a second">
      <span className="visually-hidden">Speed</span>
      <select
        value={speed}
        disabled={!awake}
        onChange={(event) => send({ type: 'PACE', speed: event.currentTarget.value as Speed })}
      >
        {SPEEDS.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
});
