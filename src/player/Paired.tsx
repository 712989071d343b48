/** The paired summary: what differs over many seeds, by how much, and how sure that is. */
import { useMemo } from 'react';
import type { Found } from './labour.ts';
import { type PairedRow, type PairedSummary, pairedSummary } from './paired.ts';
import { labelsOf, type Session } from './session.ts';
import type { Send } from './use-player.ts';
import { useSaid } from './use-said.ts';

interface Props {
  readonly found: Extract<Found, { kind: 'sweep' }>;
  readonly session: Session;
  readonly send: Send;
}

export function Paired({ found, session, send }: Props) {
  const { model } = session;
  const labels = labelsOf(session);
  const summaries = useMemo(
    () => found.recipes.slice(1).map((_, i) => pairedSummary(model, found, i + 1)),
    [model, found],
  );
  const namesOf = (nth: number): Names => [labels[0] ?? '', labels[nth + 1] ?? ''];
  useSaid(summaries.map((summary, i) => pairedInWords(summary, namesOf(i))).join(' '), send);
  return summaries.map((summary, i) => (
    <Summary
      key={labels[i + 1] ?? i}
      summary={summary}
      names={namesOf(i)}
      onOpen={(seed) => send({ type: 'RESEED', seed })}
    />
  ));
}

/** Of the run before, and of that which is held against it. */
type Names = readonly [string, string];

interface SummaryProps {
  readonly summary: PairedSummary;
  readonly names: Names;
  onOpen(seed: number): void;
}

function Summary({ summary, names, onOpen }: SummaryProps) {
  const { runs, rows, alike, breaks } = summary;
  const [before, after] = names;
  return (
    <>
      <p className="labour-verdict">{pairedInWords(summary, names)}</p>
      {breaks.map(({ name, ...times }) => (
        <p key={name}>
          “{name}” broke in {times.before.toLocaleString('en')} runs of {before}, in {times.after.toLocaleString('en')}{' '}
          of {after}.
        </p>
      ))}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached with the keyboard
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a landmark
        <div className="paired" tabIndex={0} role="group" aria-label="Measures that differ">
          <table>
            <thead>
              <tr>
                <th scope="col">Mean over {runs} seeds</th>
                <th scope="col">{before}</th>
                <th scope="col">{after}</th>
                <th scope="col">Difference, 95 % interval</th>
                <th scope="col">Widest pair</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.measure} row={row} names={[before, after]} onOpen={onOpen} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {alike.length > 0 && rows.length > 0 && <p className="labour-bounds">No difference seen: {alike.join(' ')}</p>}
      <p className="labour-bounds">
        Seeds 1 to {runs}, each played in both: the same arrivals, the same luck. The interval is Student’s t for the
        mean of the paired differences; of twenty such intervals one misses.
      </p>
    </>
  );
}

interface RowProps extends Pick<SummaryProps, 'names' | 'onOpen'> {
  readonly row: PairedRow;
}

function Row({ row, names, onOpen }: RowProps) {
  const { says, unit, before, after, difference, ci95, n, verdict, seed } = row;
  const mark = verdict === 'other' ? undefined : verdict;
  return (
    <tr>
      <th scope="row">
        {says}
        {n < 2 && ' One pair only.'}
      </th>
      <td data-head={names[0]}>{short(before)}</td>
      <td data-head={names[1]}>{short(after)}</td>
      <td data-head="Difference, 95 % interval" className={mark && `is-${mark}`}>
        {mark && <b>{mark} </b>}
        {signed(difference)} ± {short(ci95)} {unit === '1' ? '' : unit}
      </td>
      <td data-head="Widest pair">
        <button type="button" className="player-link" onClick={() => onOpen(seed)}>
          seed {seed}
        </button>
      </td>
    </tr>
  );
}

function pairedInWords({ runs, rows }: PairedSummary, [before, after]: Names): string {
  if (rows.length === 0)
    return `Over ${runs} seeds no difference between ${before} and ${after} can be told from chance.`;
  const count = (verdict: string) => rows.filter((row) => row.verdict === verdict).length;
  const parts = [
    [count('better'), 'better'],
    [count('worse'), 'worse'],
    [count('other'), 'different, neither better nor worse'],
  ] as const;
  const words = parts.filter(([times]) => times > 0).map(([times, how]) => `${times} ${how}`);
  return `Over ${runs} seeds, of what is measured ${after} is against ${before}: ${words.join(', ')}.`;
}

const short = (value: number): string => Number(value.toPrecision(3)).toLocaleString('en');
const signed = (value: number): string => `${value < 0 ? '−' : '+'}${short(Math.abs(value))}`;
