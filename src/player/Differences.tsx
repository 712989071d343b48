/** Request by request: the second design against the first. Choosing one lights it in both. */
import { memo } from 'react';
import { formatTime, type Played } from '../kernel/index.ts';
import { countsOf, DIFFERENCES, differencesOf, type RequestDifference } from './differences.ts';
import type { Send } from './use-player.ts';

/** More than this are no strip any more: on a phone six lines of marks. Then those that are as before are left out. */
const MOST_SHOWN = 72;

function shownOf(differences: readonly RequestDifference[]): readonly RequestDifference[] {
  if (differences.length <= MOST_SHOWN) return differences;
  return differences.filter(({ difference }) => difference !== 'same');
}

interface Props {
  readonly lanes: readonly Played[];
  readonly labels: readonly string[];
  readonly request: number | undefined;
  readonly awake: boolean;
  readonly send: Send;
}

export const Differences = memo(function Differences({ lanes, labels, request, awake, send }: Props) {
  const [base, ...others] = lanes;
  if (base === undefined || others.length === 0) return null;
  return (
    <div className="player-differences">
      {others.map((lane, i) => {
        const differences = differencesOf(base, lane);
        const shown = shownOf(differences);
        const label = labels[i + 1] ?? '';
        return (
          <div key={label}>
            <p>
              <b>{label}</b> against <b>{labels[0]}</b>, request by request, in the whole run:{' '}
              <Counts differences={differences} />.
            </p>
            {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields */}
            <p
              className="difference-strip"
              role="group"
              aria-label={`${label} against ${labels[0]}`}
              aria-hidden={awake ? undefined : true}
            >
              {shown
                .slice(0, MOST_SHOWN)
                .map((one) =>
                  awake ? (
                    <Dot key={one.request} one={one} chosen={one.request === request} send={send} />
                  ) : (
                    <Still key={one.request} difference={one.difference} />
                  ),
                )}
              {shown.length > MOST_SHOWN && ` and ${(shown.length - MOST_SHOWN).toLocaleString('en')} more`}
            </p>
          </div>
        );
      })}
    </div>
  );
});

const Counts = ({ differences }: { readonly differences: readonly RequestDifference[] }) =>
  countsOf(differences).map(({ difference, count }, i) => (
    <span key={difference}>
      {i > 0 && ', '}
      <span className={`is-${difference} difference-sign`} aria-hidden="true">
        {DIFFERENCES[difference].glyph}
      </span>{' '}
      {count.toLocaleString('en')} {DIFFERENCES[difference].words}
    </span>
  ));

/** As long as nothing can be chosen: a page with many figures has thousands of them, and the sentence above says what they come to. */
const Still = ({ difference }: Pick<RequestDifference, 'difference'>) => (
  <i className={`is-${difference}`}>{DIFFERENCES[difference].glyph}</i>
);

interface DotProps {
  readonly one: RequestDifference;
  readonly chosen: boolean;
  readonly send: Send;
}

function Dot({ one: { request, difference, byUs }, chosen, send }: DotProps) {
  const { glyph, words } = DIFFERENCES[difference];
  const by = byUs === undefined || difference === 'same' ? '' : `, by ${formatTime(Math.abs(byUs))}`;
  return (
    <button
      type="button"
      className={`difference is-${difference}`}
      aria-pressed={chosen}
      title={`Request ${request}: ${words}${by}`}
      // The strip is one stop of the keyboard for every request that differs.
      tabIndex={difference === 'same' ? -1 : 0}
      onClick={() => send({ type: 'SELECT', selection: { request } })}
    >
      <span aria-hidden="true">{glyph}</span>
    </button>
  );
}
