/** To the start, back, play, on, on to the next landmark: the same under every figure. Each key has its button. */
import { memo } from 'react';
import { Icon, type IconName } from './icons.tsx';
import type { PlayerEvent } from './machine.ts';
import { SPEEDS, type Speed } from './pace.ts';
import type { PlayerState, Send } from './use-player.ts';

/** Not where the playhead is: the buttons stay as they are from one event to the next. */
interface Props extends Omit<PlayerState, 'session'> {
  readonly send: Send;
}

/** A button, the key that does the same, and how that key is printed. */
interface Act {
  readonly icon: IconName;
  readonly name: string;
  readonly keys: keyof typeof PRINTED;
  readonly event: PlayerEvent;
}
const PRINTED = {
  Home: 'Home',
  'Shift+ArrowLeft': 'Shift ←',
  ArrowLeft: '←',
  Space: 'Space',
  ArrowRight: '→',
  'Shift+ArrowRight': 'Shift →',
  End: 'End',
} as const;

export const Transport = memo(function Transport({ send, ...state }: Props) {
  const { playing, awake } = state;
  const acts: readonly Act[] = [
    { icon: 'start', name: 'To the start', keys: 'Home', event: { type: 'SEEK', place: -1 } },
    {
      icon: 'previous',
      name: 'Back to the previous landmark',
      keys: 'Shift+ArrowLeft',
      event: { type: 'LEAP', direction: -1 },
    },
    { icon: 'back', name: 'Back one event', keys: 'ArrowLeft', event: { type: 'STEP', by: -1 } },
    {
      icon: playing ? 'pause' : 'play',
      name: playLabel(state),
      keys: 'Space',
      event: { type: playing ? 'PAUSE' : 'PLAY' },
    },
    { icon: 'on', name: 'On one event', keys: 'ArrowRight', event: { type: 'STEP', by: 1 } },
    { icon: 'next', name: 'On to the next landmark', keys: 'Shift+ArrowRight', event: { type: 'LEAP', direction: 1 } },
  ];
  return (
    <div className="player-buttons">
      {acts.map((act) => (
        // By key: play and pause are one button, which keeps the focus.
        <ActButton key={act.keys} act={act} awake={awake} send={send} />
      ))}
    </div>
  );
});

interface EndProps extends Pick<Props, 'awake' | 'send'> {
  /** The place of the last event. */
  readonly last: number;
}

/** It stands where the scrubber ends. */
export const ToTheEnd = memo(function ToTheEnd({ last, awake, send }: EndProps) {
  const end: PlayerEvent = { type: 'SEEK', place: last };
  return <ActButton act={{ icon: 'end', name: 'To the end', keys: 'End', event: end }} awake={awake} send={send} />;
});

function ActButton({ act, awake, send }: { readonly act: Act; readonly awake: boolean; readonly send: Send }) {
  const { icon, name, keys, event } = act;
  return (
    <button
      type="button"
      className={keys === 'Space' ? 'player-button player-play' : 'player-button'}
      aria-label={name}
      aria-keyshortcuts={keys}
      title={`${name}${ABOUT[icon] ?? ''} (${PRINTED[keys]})`}
      disabled={!awake}
      onClick={() => send(event)}
    >
      <Icon name={icon} />
    </button>
  );
}

const LANDMARKS = ': a fault, a loss, a violation, or what the model marks';
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
