/** The chart of a machine of ours that no run plays: the player is one itself. */
import type { AnyStateMachine } from 'xstate';
import { Frame } from '../../src/figures/frame.tsx';
import { NARROW_WIDTH } from '../../src/figures/sizes.ts';
import { CardsDrawn, cardsOf } from '../../src/figures/statechart/cards.tsx';
import { chartOf } from '../../src/figures/statechart/chart.ts';
import { Diagram } from '../../src/figures/statechart/diagram.tsx';
import { chartLayoutOf } from '../../src/figures/statechart/layout.ts';
import type { ChartNow } from '../../src/figures/statechart/now.ts';

const nowhere: ChartNow = { active: new Set(), possible: () => false, taken: () => false, changes: [] };

interface Props {
  readonly name: string;
  readonly machine: AnyStateMachine;
  readonly narrow: boolean;
}

export function OwnMachine({ name, machine, narrow }: Props) {
  const kind = { label: name, says: '', machine };
  const chart = chartOf(kind);
  const layout = chartLayoutOf(kind);
  const cards = cardsOf(chart, NARROW_WIDTH, 1);
  const { width, height } = narrow ? cards : layout;
  const states = [...chart.states.values()].map(({ key }) => key).join(', ');
  return (
    <Frame name="statechart" title={`The machine of the ${name}`} description={states} width={width} height={height}>
      {(patterns) =>
        narrow ? (
          <CardsDrawn cards={cards} chart={chart} now={nowhere} name={name} />
        ) : (
          <Diagram layout={layout} chart={chart} now={nowhere} name={name} patterns={patterns} />
        )
      }
    </Frame>
  );
}
