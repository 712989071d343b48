/** What a reader can do with a run beyond playing it. */
import { type ReactNode, useState } from 'react';
import type { FigureData } from './figure-data.ts';
import { Icon } from './icons.tsx';
import type { Session } from './session.ts';
import { embedCode, linkTo, traceOf } from './share.ts';
import { svgFile } from './svg-file.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly figure: FigureData;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
  /** Buttons that come first: the search for a counterexample, the sweep. */
  readonly children?: ReactNode;
}

export function Actions({ figure, session, awake, send, children }: Props) {
  const { seed } = session.recipe;
  const changed = JSON.stringify(session.recipe) !== JSON.stringify(session.published);
  return (
    <div className="player-actions">
      {children}
      <button type="button" disabled={!awake} onClick={() => send({ type: 'RESEED', seed: seed + 1 })}>
        <Icon name="again" /> Another seed
      </button>
      {/* It keeps its place: nothing moves under the pointer when a knob is turned. */}
      <button type="button" disabled={!awake || !changed} onClick={() => send({ type: 'RESET' })}>
        As published
      </button>
      <span className="player-apart" />
      <CopyButton
        awake={awake}
        words="Share this moment"
        text={() => linkTo(session, figure.id, location.href)}
        send={send}
      />
      {figure.laboratory ? (
        <>
          <CopyButton awake={awake} words="Embed" text={() => embedCode(figure, location.origin)} send={send} />
          <button type="button" disabled={!awake} onClick={() => saveTrace(session)}>
            Export the trace
          </button>
          <button type="button" disabled={!awake} onClick={({ currentTarget }) => savePictures(session, currentTarget)}>
            Export the picture
          </button>
        </>
      ) : (
        <a className="player-action" href={figure.pages.laboratory}>
          Open the laboratory
        </a>
      )}
    </div>
  );
}

interface CopyProps {
  readonly awake: boolean;
  readonly words: string;
  text(): string;
  readonly send: Send;
}

/** Copies; where the browser does not allow it, shows the text selected. */
export function CopyButton({ awake, words, text, send }: CopyProps) {
  const [shown, setShown] = useState<string>();
  const copy = async () => {
    const copied = text();
    try {
      await navigator.clipboard.writeText(copied);
      setShown(undefined);
      send({ type: 'SAY', text: 'Copied' });
    } catch {
      setShown(copied);
    }
  };
  return (
    <>
      <button type="button" disabled={!awake} onClick={copy}>
        {words}
      </button>
      {shown !== undefined && (
        <input
          className="player-copy"
          readOnly
          aria-label={`${words}: text to copy`}
          value={shown}
          ref={(field) => field?.select()}
          onBlur={() => setShown(undefined)}
        />
      )}
    </>
  );
}

const fileName = ({ recipe: { simulation, scenario, seed } }: Session): string => `${simulation}-${scenario}-${seed}`;

const saveTrace = (session: Session): void => save(`${fileName(session)}.json`, 'application/json', traceOf(session));

/** One file for each picture that is open. */
function savePictures(session: Session, button: Element): void {
  const player = button.closest('.player');
  const drawings = player?.querySelectorAll<SVGSVGElement>('.player-picture svg') ?? [];
  const background = player === null ? '' : getComputedStyle(player).backgroundColor;
  for (const [i, drawing] of [...drawings].entries())
    save(
      `${fileName(session)}-${session.place + 1}${i > 0 ? `-${i + 1}` : ''}.svg`,
      'image/svg+xml',
      svgFile(drawing, background),
    );
}

function save(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  URL.revokeObjectURL(url);
}
