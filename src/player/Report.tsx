/** Report a problem with this: carries the run and the moment, so that whoever reads it sees what the reader saw. */
import { useEffect, useState } from 'react';
import { CopyButton } from './Actions.tsx';
import { reportAddress, reportText } from './report.ts';
import type { Session } from './session.ts';
import { linkTo } from './share.ts';
import type { Send } from './use-player.ts';

interface Props {
  readonly figure: string;
  readonly session: Session;
  readonly awake: boolean;
  readonly send: Send;
}

export function Report({ figure, session, awake, send }: Props) {
  // The page's address is the reader's: the built page has none.
  const [page, setPage] = useState('');
  useEffect(() => setPage(location.href), []);
  const text = reportText(session, linkTo(session, figure, page));
  const address = reportAddress(`${session.model.title}: `, text);
  return (
    <details className="player-fold">
      <summary>Report a problem with this</summary>
      <p>A report says which run and which moment it is about:</p>
      <pre className="player-report">{text}</pre>
      {address === undefined ? (
        <CopyButton awake={awake} words="Copy the report" text={() => text} send={send} />
      ) : (
        <a href={address}>Open a report</a>
      )}
    </details>
  );
}
