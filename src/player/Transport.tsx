/** To start, back, play, on, on to the next: the same under every figure. Each key has its button. */
import { Icon } from './icons.tsx';
import { SPEEDS, type Speed } from './pace.ts';
import type { PlayerState, Send } from './use-player.ts';

interface Props {
  readonly state: PlayerState;
  readonly send: Send;
}

export function Transport({ state, send }: Props) {
  const { playing, awake } = state;
  const buttons = [
    ['start', 'To the start', 'Home', () => send({ type: 'SEEK', place: -1 })],
    ['back', 'Back one event', 'ArrowLeft', () => send({ type: 'STEP', by: -1 })],
    [playing ? 'pause' : 'play', playLabel(state), 'Space', () => send({ type: playing ? 'PAUSE' : 'PLAY' })],
    ['on', 'On one event', 'ArrowRight', () => send({ type: 'STEP', by: 1 })],
    ['next', 'On to the next fault, loss or violation', 'Shift+ArrowRight', () => send({ type: 'LEAP', direction: 1 })],
  ] as const;
  return (
    <div className="player-buttons">
      {buttons.map(([icon, name, keys, act], i) => (
        <button
          // By place: play and pause are one button, which keeps the focus.
          key={buttons[i]?.[2]}
          type="button"
          className={keys === 'Space' ? 'player-button player-play' : 'player-button'}
          aria-label={name}
          aria-keyshortcuts={keys}
          title={`${name} (${KEYS_IN_WORDS[keys]})`}
          disabled={!awake}
          onClick={act}
        >
          <Icon name={icon} />
        </button>
      ))}
    </div>
  );
}

const KEYS_IN_WORDS = { Home: 'Home', ArrowLeft: '←', Space: 'Space', ArrowRight: '→', 'Shift+ArrowRight': 'Shift →' } as const;

function playLabel({ playing, poster, ended }: PlayerState): string {
  if (playing) return 'Pause';
  if (ended) return 'Play again';
  return poster ? 'Play from the start' : 'Play';
}

export function SpeedChoice({ speed, awake, send }: { readonly speed: Speed; readonly awake: boolean; readonly send: Send }) {
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
}
