/** What is to be known of the link that a reader came with. */
import type { Session } from './session.ts';

/** Above all that is shown: whoever came with the link reads it before believing the picture. */
export function AboutLink({ session: { linkProblem, notes } }: { readonly session: Session }) {
  return (
    <>
      {notes.map((note) => (
        <p key={note} className="player-note">
          About this link: {note}.
        </p>
      ))}
      {linkProblem !== undefined && <p className="player-note is-failed">{linkProblem}</p>}
    </>
  );
}
