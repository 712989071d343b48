/** A machine's statechart as the player draws it, at no moment: for the prose, when the site is built. */
import { Frame } from '../figures/frame.tsx';
import { PictureName } from '../figures/picture-name.ts';
import { chartOf } from '../figures/statechart/chart.ts';
import { Diagram } from '../figures/statechart/diagram.tsx';
import { chartLayoutOf } from '../figures/statechart/layout.ts';
import type { ChartNow } from '../figures/statechart/now.ts';
import type { Kind } from '../kernel/index.ts';

const AT_NO_MOMENT: ChartNow = { active: new Set(), possible: () => false, taken: () => false, changes: [] };

/** Room for half of the line round the machine. */
const RIM = 1;

interface Props {
  readonly kind: Kind;
  /** Begins the ids inside of the picture: unique on the page. */
  readonly id: string;
  readonly title: string;
  /** The transitions in words. */
  readonly description: string;
}

export function StatechartStill({ kind, id, title, description }: Props) {
  const layout = chartLayoutOf(kind);
  return (
    <PictureName value={id}>
      <Frame
        name="statechart"
        title={title}
        description={description}
        width={layout.width + 2 * RIM}
        height={layout.height + 2 * RIM}
      >
        {(patterns) => (
          <g transform={`translate(${RIM} ${RIM})`}>
            <Diagram chart={chartOf(kind)} layout={layout} now={AT_NO_MOMENT} name={kind.label} patterns={patterns} />
          </g>
        )}
      </Frame>
    </PictureName>
  );
}
