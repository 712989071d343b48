/** Report a problem with this: carries the run and the moment, so that whoever reads it sees what the reader saw. */
import { useEffect, useState } from 'react';
import { CopyButton } from './Actions.tsx';
import { fetchTakeAway } from './fetch-take-away.ts';
import { reportAddress, reportText } from './report.ts';
import type { Session } from './session.ts';
import type { Send } from './use-player.ts';

interface Props {
  /** Somebody has opened it. */
  readonly wanted: boolean;
  readonly figure: string;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
}

export function Report({ wanted, figure, session, awake, send }: Props) {
  const link = useLink(wanted, session, figure);
  const text = reportText(session, link);
  const address = reportAddress(`${session.model.title}: `, text);
  return (
    <>
      <p>A report says which run and which moment it is about:</p>
      <pre className="player-report">{text}</pre>
      {address === undefined ? (
        <CopyButton awake={awake} words="Copy the report" text={() => text} send={send} />
      ) : (
        <a href={address}>Open a report</a>
      )}
    </>
  );
}

/** The link to what is shown, once somebody has opened the report. */
function useLink(wanted: boolean, session: Session, figure: string): string | undefined {
  const [link, setLink] = useState<string>();
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    fetchTakeAway()
      .then(({ linkTo }) => current && setLink(linkTo(session, figure, location.href)))
      // The report names the run and the moment without it as well.
      .catch(() => {});
    return () => {
      current = false;
    };
  }, [wanted, session, figure]);
  return wanted ? link : undefined;
}
