/** How long requests took: a histogram over that of the whole run, with percentiles where there are enough of them. */
import { formatTime } from '../../kernel/index.ts';
import { Bars } from './bars.tsx';
import { type Counts, countsOf, totalOf } from './outcomes.ts';
import { areaOf, Panel, type Place, round, type Scale, scalesOf } from './panel.tsx';
import { type EndedRequest, FEWEST, percentilesOf } from './series.ts';

interface LatenciesProps {
  readonly place: Place;
  /** Those that have ended by now. */
  readonly ended: readonly EndedRequest[];
  /** Of the whole run: the axes stay where they are while it plays. */
  readonly all: readonly EndedRequest[];
  readonly nowUs: number;
  readonly patterns: string;
}

const BIN_PX = 12;

export function Latencies({ place, ended, all, nowUs, patterns }: LatenciesProps) {
  const last = Math.max(1, ...all.map(({ latencyUs }) => latencyUs)) * 1.02;
  const bins = Math.max(8, Math.floor(areaOf(place).width / BIN_PX));
  const bin = last / bins;
  const binned = (requests: readonly EndedRequest[]) => countsOf(requests, bins, ({ latencyUs }) => latencyUs / bin);
  const whole = binned(all);
  const { x, y } = scalesOf(place, last, Math.max(1, ...whole.map(totalOf)));
  const completed = ended.filter(({ outcome }) => outcome === 'completed').map(({ latencyUs }) => latencyUs);
  return (
    <Panel
      place={place}
      title="How long requests took"
      says={saysOf(completed.length, ended.length, nowUs)}
      x={x}
      y={y}
    >
      <Whole bins={whole} bin={bin} x={x} y={y} />
      <Bars bins={binned(ended)} bin={bin} last={last} x={x} y={y} patterns={patterns} />
      {percentilesOf(completed).map(({ p, valueUs }, i) => (
        <Percentile key={p} words={`p${p} ${formatTime(valueUs)}`} at={x(valueUs)} row={i} place={place} />
      ))}
    </Panel>
  );
}

function saysOf(completed: number, ended: number, nowUs: number): string {
  const others = ended > completed ? `, ${ended - completed} ended otherwise` : '';
  const few = completed < FEWEST ? '; too few for percentiles' : '';
  return `n = ${completed} completed${others}, until ${formatTime(nowUs)}${few}`;
}

interface WholeProps {
  readonly bins: readonly Counts[];
  readonly bin: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** The outline of the whole run, so that it is seen what is still to come. */
function Whole({ bins, bin, x, y }: WholeProps) {
  const path = bins.map((counts, i) => `V${round(y(totalOf(counts)))}H${round(x((i + 1) * bin))}`).join('');
  return <path className="whole-run" d={`M${round(x(0))} ${round(y(0))}${path}V${round(y(0))}Z`} />;
}

interface PercentileProps {
  readonly words: string;
  readonly at: number;
  readonly row: number;
  readonly place: Place;
}

function Percentile({ words, at, row, place }: PercentileProps) {
  const area = areaOf(place);
  const right = at > place.width - 110;
  const y = area.y + 10 + row * 15;
  return (
    <g className="percentile">
      <line x1={round(at)} x2={round(at)} y1={y - 10} y2={area.y + area.height} />
      <text
        className="small strong halo-text"
        x={round(at + (right ? -5 : 5))}
        y={y}
        textAnchor={right ? 'end' : 'start'}
      >
        {words}
      </text>
    </g>
  );
}
