/** What is seen only where runs are compared, or in a laboratory: a chunk of its own. */
import { changesInWords } from './changes.ts';
import type { Session } from './session.ts';

export { eventsAlike } from './alike.ts';
export { Differences } from './Differences.tsx';
export { Results } from './Results.tsx';

/** What the reader changed since the run above. */
export function Changes({ session: { model, recipe, kept } }: { readonly session: Session }) {
  if (kept === undefined) return null;
  const words = changesInWords(model, kept, recipe);
  return (
    <span className="lane-changes">
      {words === '' ? 'As before: turn a knob, or break something, and see what becomes of it.' : words}
    </span>
  );
}
