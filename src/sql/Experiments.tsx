/** Questions before and after a change of the schema: recorded for some sizes, measured in the page for any. */
import { useEffect, useId, useRef, useState } from 'react';
import { Action } from './Action.tsx';
import { type Client, createClient, LIMITS, Stopped } from './client.ts';
import { areApart, type Experiment, type Measured, type Pair, type RecordedMeasurements } from './experiments.ts';
import { newWorker } from './new-worker.ts';
import { count, ms, PlanTree } from './PlanTree.tsx';
import { WEIGHT } from './weight.ts';

export interface ExperimentsProps {
  readonly rows: string;
  readonly experiments: readonly Experiment[];
  readonly measured: RecordedMeasurements;
}

const FEWEST = 1_000;
const MOST = 100_000;

const TIMES = 'Times: the middle half of up to 20 runs; where the two halves overlap they are not told apart.';

/** Measured here: how many rows, and what has come so far. */
interface Live {
  readonly n: number;
  readonly pairs: Readonly<Record<string, Pair>>;
}

export default function Experiments({ rows, experiments, measured }: ExperimentsProps) {
  const sizes = Object.keys(measured.sizes).map(Number);
  const [size, choose] = useState(Math.max(...sizes));
  const [live, setLive] = useState<Live | null>(null);
  const [notice, say] = useState('');
  const [busy, setBusy] = useState(false);
  const [awake, wake] = useState(false);
  const client = useRef<Client | null>(null);
  useEffect(() => {
    wake(true);
    return () => client.current?.stop('The page is closed.');
  }, []);

  async function measureHere(n: number): Promise<void> {
    setBusy(true);
    try {
      if (client.current === null) {
        say('PostgreSQL is loading; that takes some seconds.');
        const lost = () => {
          client.current = null;
        };
        client.current = createClient({ scripts: [], always: '', actors: {} }, newWorker, LIMITS, lost);
        await client.current.open([]);
      }
      setLive({ n, pairs: {} });
      for (const [i, experiment] of experiments.entries()) {
        say(`Measuring ${i + 1} of ${experiments.length}: ${experiment.title}.`);
        const pair = await client.current.measure(rows, experiment, n);
        setLive((was) => ({ n, pairs: { ...was?.pairs, [experiment.id]: pair } }));
      }
      say(`All ${experiments.length} are measured.`);
    } catch (error) {
      client.current = null;
      say(
        `${error instanceof Stopped ? error.message : String(error)} What was measured before stays; the recorded numbers are below the button for each size.`,
      );
    } finally {
      setBusy(false);
    }
  }

  const shown = live?.pairs ?? measured.sizes[size] ?? {};
  return (
    <div className="sql sql-experiments">
      <Sizes
        sizes={sizes}
        size={live === null ? size : null}
        disabled={busy || !awake}
        onChoose={(n) => {
          setLive(null);
          choose(n);
        }}
      />
      <noscript>
        <p>To choose or to measure needs script; these are the most rows that were recorded.</p>
      </noscript>
      <MeasureHere
        awake={awake}
        busy={busy}
        onMeasure={measureHere}
        onCancel={() => client.current?.stop('Stopped.')}
      />
      <p role="status" className="sql-notice">
        {notice}
      </p>
      <p className="sql-soft">
        {live === null ? (
          <>
            <abbr className="badge" title="from a real database">
              R
            </abbr>{' '}
            {measured.version}, {measured.on}, {measured.date}; {count(size, 'row')}. {TIMES}
          </>
        ) : (
          <>
            <abbr className="badge" title="from a real database">
              R
            </abbr>{' '}
            Measured in this page with {count(live.n, 'row')}, by a clock that browsers round, most of them to 0.1 or 1
            ms: compare rows and pages first. {TIMES}
          </>
        )}
      </p>
      <Heads />
      <ul className="sql-statements">
        {experiments.map((experiment) => (
          <li key={experiment.id}>
            <OneExperiment experiment={experiment} pair={shown[experiment.id]} n={live?.n ?? size} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SizesProps {
  readonly sizes: readonly number[];
  readonly size: number | null;
  readonly disabled: boolean;
  readonly onChoose: (size: number) => void;
}
function Sizes({ sizes, size, disabled, onChoose }: SizesProps) {
  return (
    <fieldset className="sql-actions">
      <legend>Recorded with</legend>
      {sizes.map((n) => (
        <button key={n} type="button" disabled={disabled} aria-pressed={n === size} onClick={() => onChoose(n)}>
          {count(n, 'row')}
        </button>
      ))}
    </fieldset>
  );
}

interface MeasureProps {
  readonly awake: boolean;
  readonly busy: boolean;
  readonly onMeasure: (n: number) => void;
  readonly onCancel: () => void;
}
function MeasureHere({ awake, busy, onMeasure, onCancel }: MeasureProps) {
  const id = useId();
  const [n, setN] = useState(20_000);
  return (
    <p className="sql-actions">
      <label htmlFor={id}>
        or with<span className="visually-hidden"> how many rows</span>
      </label>
      <input
        id={id}
        type="range"
        min={FEWEST}
        max={MOST}
        step={1_000}
        value={n}
        aria-valuetext={count(n, 'row')}
        disabled={!awake || busy}
        onChange={(event) => setN(event.currentTarget.valueAsNumber)}
      />
      {/* Not an output element: that would be a live region, which says what the slider says itself. */}
      <span>{count(n, 'row')}</span>
      <Action awake={awake} whyNot={busy ? 'It is being measured.' : undefined} onPress={() => onMeasure(n)}>
        Measure in this page ({WEIGHT})
      </Action>
      <Action
        awake={awake}
        whyNot={busy ? undefined : 'Nothing is being measured.'}
        label="Cancel the measuring"
        onPress={onCancel}
      >
        Cancel
      </Action>
    </p>
  );
}

const rowsInWords = ({ read, returned, statements }: Measured): string =>
  `${read.toLocaleString('en')} for ${returned.toLocaleString('en')}${statements > 1 ? ` (${statements}×)` : ''}`;

const change =
  (value: (side: Measured) => string) =>
  ({ before, after }: Pair): string =>
    `${value(before)} → ${value(after)}`;
const timeInWords = (pair: Pair): string =>
  areApart(pair) ? change((side) => ms(side.ms))(pair) : `not told apart: ${ms(pair.before.ms)}, ${ms(pair.after.ms)}`;

/** Before and after, in columns under the heads; on a telephone each stands beneath its own. */
const FIGURES: readonly (readonly [head: string, value: (pair: Pair) => string])[] = [
  ['rows read for rows returned', change(rowsInWords)],
  ['pages touched', change(({ pages }) => pages.toLocaleString('en'))],
  ['time', timeInWords],
];
const Heads = () => (
  <p className="sql-heads" aria-hidden="true">
    <span>question</span>
    {FIGURES.map(([head]) => (
      <span key={head}>{head}</span>
    ))}
  </p>
);
const Changes = ({ pair }: { readonly pair: Pair | undefined }) =>
  FIGURES.map(([head, value]) => (
    <span key={head} className="sql-change">
      <span className="visually-hidden">; </span>
      <span className="sql-head">{head} </span>
      {pair === undefined ? '…' : value(pair)}
    </span>
  ));

interface OneProps {
  readonly experiment: Experiment;
  readonly pair: Pair | undefined;
  /** Rows; the scripts call it `:n`. */
  readonly n: number;
}
function OneExperiment({ experiment, pair, n }: OneProps) {
  const filled = (scripts: readonly string[]): string =>
    scripts
      .filter((part) => part !== '')
      .join('\n')
      .replaceAll(':n', String(n));
  return (
    <details>
      <summary>
        <span>{experiment.title}</span>
        <Changes pair={pair} />
      </summary>
      <div className="sql-statement" id={`experiment-${experiment.id}`}>
        <p>{experiment.says}</p>
        <div className="sql-sides">
          <Side
            title="Before"
            script={filled([experiment.prepare, experiment.before])}
            times={experiment.times}
            side={pair?.before}
            beneath={experiment.beneath}
          />
          <Side
            title="After"
            script={filled([experiment.change, experiment.after])}
            times={1}
            side={pair?.after}
            beneath={experiment.beneath}
          />
        </div>
      </div>
    </details>
  );
}

function Side({
  title,
  script,
  times,
  side,
  beneath,
}: {
  readonly title: string;
  readonly script: string;
  readonly times: number;
  readonly side: Measured | undefined;
  readonly beneath: string;
}) {
  return (
    <div>
      <p>
        <b>{title}</b>
        {times > 1 ? `, ${times} times with :i from 1 to ${times}; the plan is that of the first` : ''}
      </p>
      <pre>
        <code>{script}</code>
      </pre>
      {side !== undefined && <PlanTree plan={side.plan} />}
      {side?.beneath !== undefined && (
        <>
          <p>Beneath it PostgreSQL asks:</p>
          <pre>
            <code>{beneath}</code>
          </pre>
          <PlanTree plan={side.beneath} />
        </>
      )}
    </div>
  );
}
