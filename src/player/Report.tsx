/** Report a problem with this: carries the run and the moment, so that whoever reads it sees what the reader saw. */
import { useEffect, useState } from 'react';
import { CopyButton } from './Actions.tsx';
import { fetchTakeAway } from './fetch-take-away.ts';
import { reportAddress, reportText, type Seen } from './report.ts';
import type { Session } from './session.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly figure: string;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
}

export function Report({ figure, session, awake, send }: Props) {
  const text = reportText(session, useSeen(session, figure));
  const address = reportAddress(`${session.model.title}: `, text);
  return (
    <>
      <p>
        A report says which run and which moment it is about.
        {address === undefined && ' Nothing is sent from here: copy it, and give it to whoever keeps this site.'}
      </p>
      <pre className="player-report">{text}</pre>
      {address === undefined ? (
        <CopyButton awake={awake} words="Copy the report" text={() => text} send={send} />
      ) : (
        <a href={address}>Open a report</a>
      )}
    </>
  );
}

/** The link to what is shown, and where it is shown. */
function useSeen(session: Session, figure: string): Seen | undefined {
  const [seen, setSeen] = useState<Seen>();
  useEffect(() => {
    let current = true;
    fetchTakeAway()
      .then(({ linkTo, checksumOf }) => {
        const link = linkTo(session, figure, location.href);
        if (current)
          setSeen({ link, checksum: checksumOf(session.model, session.recipe.scenario), browser: navigator.userAgent });
      })
      // The report names the run and the moment without it as well.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [session, figure]);
  return seen;
}
