/** What a reader can do with a run beyond playing it. */
import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { fetchTakeAway, reachedFor, withTakeAway } from './fetch-take-away.ts';
import type { FigureData } from './figure-data.ts';
import { Icon } from './icons.tsx';
import { ReasonedButton } from './ReasonedButton.tsx';
import { isChanged, type Session } from './session.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly figure: FigureData;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
  /** Buttons that come first: the search for a counterexample, the sweep, another seed. */
  readonly children?: ReactNode;
}

/** Another run of the same kind: another luck. */
export const AnotherSeed = ({ seed, awake, send }: Pick<Props, 'awake' | 'send'> & { readonly seed: number }) => (
  <button type="button" disabled={!awake} onClick={() => send({ type: 'RESEED', seed: seed + 1 })}>
    <Icon name="again" /> Another seed
  </button>
);

/** Between the run as it was and what the reader made of it. What is pressed keeps its place. */
export function Branches({ session, awake, send }: Pick<Props, 'session' | 'awake' | 'send'>) {
  const { published, kept, designs } = session;
  const asPublished = kept === undefined && !isChanged(session, published);
  return (
    <span className="player-branches">
      {designs.length === 0 && (
        <ReasonedButton
          awake={awake}
          whyNot={whyNotCompare(session)}
          says="Shows the run before your changes above this one, under one playhead"
          pressed={kept !== undefined}
          send={send}
          onPress={() => send({ type: 'COMPARE' })}
        >
          Compare with before
        </ReasonedButton>
      )}
      {kept !== undefined && (
        <button
          type="button"
          disabled={!awake}
          onClick={({ currentTarget }) => {
            // It goes with what it leaves: the focus stays beside it.
            (currentTarget.previousElementSibling as HTMLElement | null)?.focus();
            send({ type: 'BACK' });
          }}
        >
          Back to before
        </button>
      )}
      <ReasonedButton
        awake={awake}
        whyNot={asPublished ? 'This is the run as it was published: nothing has been changed.' : undefined}
        says="Drops your changes"
        send={send}
        onPress={() => send({ type: 'RESET' })}
      >
        As published
      </ReasonedButton>
    </span>
  );
}

function whyNotCompare(session: Session): string | undefined {
  const { recipe, origin, kept } = session;
  if (kept !== undefined) return undefined;
  if (!isChanged(session)) return 'There is nothing to compare yet: turn a knob or take another seed first.';
  return (recipe.schedule === undefined) === (origin.schedule === undefined)
    ? undefined
    : 'One of the two runs goes by time, the other in an order that was chosen: no moment of one is a moment of the other.';
}

export function Actions({ figure, session, awake, send, children }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: nothing is done, only fetched
    <div className="player-actions" onPointerOver={reachedFor} onFocus={reachedFor}>
      {children}
      <span className="player-apart" />
      <CopyButton
        awake={awake}
        words="Share this moment"
        text={async () => (await fetchTakeAway()).linkTo(session, figure.id, location.href)}
        send={send}
      />
      {figure.laboratory ? (
        <>
          <CopyButton
            awake={awake}
            words="Embed"
            text={async () => (await fetchTakeAway()).embedCode(session, figure, location.origin)}
            send={send}
          />
          <button
            type="button"
            disabled={!awake}
            onClick={() => withTakeAway(send, ({ saveTrace }) => saveTrace(session))}
          >
            Export the trace
          </button>
          <button
            type="button"
            disabled={!awake}
            onClick={({ currentTarget }) => {
              const player = currentTarget.closest('.player');
              if (player !== null) withTakeAway(send, ({ savePictures }) => savePictures(session, player));
            }}
          >
            Export the picture
          </button>
        </>
      ) : (
        <LaboratoryLink figure={figure} session={session} />
      )}
    </div>
  );
}

/** To this very run, as soon as somebody reaches for it; without a script to the laboratory. */
function LaboratoryLink({ figure: { pages }, session }: Pick<Props, 'figure' | 'session'>) {
  const aim = ({ currentTarget: link }: SyntheticEvent<HTMLAnchorElement>) => {
    fetchTakeAway().then(
      ({ laboratoryLink }) => {
        link.href = laboratoryLink(session, pages);
      },
      () => {},
    );
  };
  return (
    <a
      className="player-action"
      href={pages.laboratory}
      onPointerOver={aim}
      onPointerDown={aim}
      onFocus={aim}
      onKeyDown={aim}
    >
      Open the laboratory
    </a>
  );
}

interface CopyProps {
  readonly awake: boolean;
  readonly words: string;
  text(): string | Promise<string>;
  readonly send: Send;
}

/** Copies; where the browser does not allow it, shows the text selected. */
export function CopyButton({ awake, words, text, send }: CopyProps) {
  const [shown, setShown] = useState<string>();
  const copy = async () => {
    const copied = await text();
    try {
      await navigator.clipboard.writeText(copied);
      setShown(undefined);
      send({ type: 'SAY', text: 'Copied' });
    } catch {
      setShown(copied);
    }
  };
  // There may be no connection, or more to share than an address holds.
  const tryToCopy = () => copy().catch((error: Error) => send({ type: 'FAIL', problem: error.message }));
  return (
    <>
      <button type="button" disabled={!awake} onClick={tryToCopy}>
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
