/** A machine of one state: what it handles and what it then does, since there are no arrows to draw. */
import { fitted, SMALL, textWidth } from '../text.ts';
import { actionWords, type Chart, HEAD, LINE, PAD, transitionWords } from './chart.ts';
import type { ChartNow } from './now.ts';
import { classOf } from './parts.tsx';

export const handlersHeight = ({ root }: Chart): number =>
  HEAD + 16 + Math.max(1, root.transitions.length) * (LINE + 2);

interface HandlersProps {
  readonly chart: Chart;
  readonly now: ChartNow;
  readonly name: string;
  readonly width: number;
}

export function Handlers({ chart, now, name, width }: HandlersProps) {
  const { transitions } = chart.root;
  const wide = width > 500;
  const when = Math.min(
    wide ? width * 0.55 : width - 2 * PAD,
    Math.max(0, ...transitions.map((one) => textWidth(transitionWords(one), SMALL, 'bold'))),
  );
  return (
    <g className="state holder active">
      <rect className="state-box" x={1} y={1} width={width - 2} height={handlersHeight(chart) - 2} rx={12} />
      <text className="state-name" x={PAD} y={22}>
        {fitted(`${name} has one state. It handles:`, width - 2 * PAD, 13, 'bold')}
      </text>
      {transitions.map((transition, i) => {
        const y = HEAD + 18 + i * (LINE + 2);
        const actions = actionWords(transition);
        const room = width - 3 * PAD - when;
        return (
          <g key={transition.index}>
            <text className={`small ${classOf(transition, now)}`} x={PAD} y={y}>
              {fitted(transitionWords(transition), when, SMALL, 'bold')}
            </text>
            {actions !== '' && room > 120 && (
              <text className="small soft" x={2 * PAD + when} y={y}>
                {fitted(actions, room, SMALL)}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}
