/** All decisions in a line each. It stays in sight while a reader changes inputs, and says what has turned. */
import { evaluate, inBase, likely, verdictOf } from './evaluate.ts';
import { quantity } from './printed.ts';
import type { Sheet, SheetDecision, Values } from './sheet.ts';

export function Verdicts({ sheet, values }: { readonly sheet: Sheet; readonly values: Values }) {
  return (
    <ul className="verdicts" aria-label="Decisions" aria-live="polite">
      {sheet.decisions.map((decision) => (
        <Verdict key={decision.id} sheet={sheet} decision={decision} values={values} />
      ))}
    </ul>
  );
}

function Verdict({ sheet, decision, values }: { sheet: Sheet; decision: SheetDecision; values: Values }) {
  const holds = verdictOf(sheet, decision, values);
  const turned = holds !== verdictOf(sheet, decision, likely(sheet));
  const now = evaluate(decision.left, inBase(sheet, values)) / decision.factor;
  return (
    <li className={turned ? 'turned' : undefined}>
      <a href={`#decision-${decision.id}`}>{`${decision.short}?`}</a>{' '}
      <span className={holds ? 'yes' : 'no'}>{holds ? 'Yes' : 'No'}</span>
      <span className="amount">{`, ${quantity(now, decision.unit, 1)}`}</span>
      {turned && <b>{holds ? ' (was no)' : ' (was yes)'}</b>}
    </li>
  );
}
