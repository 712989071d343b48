/**
 * Every picture in the states that a reader may meet: empty, small, crowded, with long names, failing. The gallery page shows
 * them to people, the browser test compares them with what they were.
 */
import type { ComponentType, ReactElement } from 'react';
import {
  type Layout,
  Measures,
  type PictureProps,
  SpaceTime,
  Statechart,
  TheoryPicture,
  Topology,
  Waterfall,
} from '../../src/figures/index.ts';
import { layoutOf } from '../../src/figures/layout.ts';
import { sweepNow } from '../../src/figures/theory/swept.ts';
import { type CurveTheory, type Model, type Played, play, recipeOf, type Theory } from '../../src/kernel/index.ts';
import { playerMachine } from '../../src/player/machine.ts';
import { clientServer } from './fixtures/client-server.ts';
import { peers } from './fixtures/peers.ts';
import { crowded, dynamic, longNames } from './fixtures/relays.ts';
import { triesModel, wordyTries } from './fixtures/tries.ts';
import { OwnMachine } from './own-machine.tsx';

export interface Case {
  readonly figure: string;
  readonly name: string;
  readonly draw: (narrow: boolean) => ReactElement;
}

const layouts = new Map<Model, Layout>();
const plays = new Map<string, Played>();
function known<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

interface Look {
  readonly model: Model;
  readonly scenario: string;
  /** Where the playhead stands: a step, or the moment in microseconds. */
  readonly index?: number;
  readonly atUs?: number;
  readonly selection?: PictureProps['selection'];
}

/** What a picture is given for a look at a run. */
export function propsOf({ model, scenario, index, atUs, selection = {} }: Look, narrow: boolean): PictureProps {
  const played = known(plays, `${model.id}/${scenario}`, () => play(model, recipeOf(model, scenario)));
  const at = index ?? (atUs === undefined ? played.history.length - 1 : played.history.indexAt(atUs));
  return {
    played,
    index: at,
    moment: played.history.at(at),
    layout: known(layouts, model, () => layoutOf(model)),
    selection,
    narrow,
    onSelect: () => {},
    onSeek: () => {},
  };
}

const drawn =
  (figure: string, Picture: ComponentType<PictureProps>) =>
  (name: string, look: Look): Case => ({ figure, name, draw: (narrow) => <Picture {...propsOf(look, narrow)} /> });
const topology = drawn('topology', Topology);
const spaceTime = drawn('space-time', SpaceTime);
const statechart = drawn('statechart', Statechart);
const waterfall = drawn('waterfall', Waterfall);
const measures = drawn('measures', Measures);

const tries = triesModel();

/** The curve (0) or the line (1) of a model, with a sweep on it or without. */
const theory = (name: string, nth: 0 | 1, look: Look, swept = false): Case => {
  const own = look.model.theory?.[nth] as Theory;
  const runs = swept ? sweepNow(look.model, recipeOf(look.model, look.scenario), own as CurveTheory) : undefined;
  const draw = (narrow: boolean) => (
    <TheoryPicture {...propsOf(look, narrow)} theory={own} swept={runs} onTurn={swept ? () => {} : undefined} />
  );
  return { figure: 'theory', name, draw };
};

export const cases: readonly Case[] = [
  {
    figure: 'player',
    name: 'machine',
    draw: (narrow) => <OwnMachine name="player" machine={playerMachine} narrow={narrow} />,
  },

  topology('empty', { model: clientServer, scenario: 'silent', index: -1 }),
  topology('small', { model: clientServer, scenario: 'calm', atUs: 1_012_000, selection: { component: 'server' } }),
  topology('lossy', { model: clientServer, scenario: 'lossy', index: 30 }),
  topology('down', { model: clientServer, scenario: 'failing', atUs: 460_000 }),
  topology('partition', { model: clientServer, scenario: 'failing', atUs: 1_300_000 }),
  topology('overload', { model: clientServer, scenario: 'overload', atUs: 1_000_000 }),
  topology('thousand', { model: clientServer, scenario: 'many', atUs: 400_000 }),
  topology('peers', { model: peers, scenario: 'election', atUs: 290_000 }),
  topology('peers-down', { model: peers, scenario: 'election', atUs: 900_000, selection: { component: 'node-3' } }),
  topology('crowded', { model: crowded, scenario: 'busy', atUs: 500_000 }),
  topology('long-names', { model: longNames, scenario: 'busy', atUs: 300_000 }),
  topology('dynamic', { model: dynamic, scenario: 'busy', atUs: 200_000 }),

  spaceTime('empty', { model: clientServer, scenario: 'silent', index: -1 }),
  spaceTime('small', { model: clientServer, scenario: 'calm', atUs: 1_012_000, selection: { request: 1003 } }),
  spaceTime('failing', { model: clientServer, scenario: 'failing', atUs: 460_000 }),
  spaceTime('peers', { model: peers, scenario: 'election', atUs: 290_000 }),
  spaceTime('crowded', { model: crowded, scenario: 'busy', atUs: 500_000 }),
  spaceTime('long-names', { model: longNames, scenario: 'busy', atUs: 300_000 }),

  statechart('client', {
    model: clientServer,
    scenario: 'failing',
    atUs: 460_000,
    selection: { component: 'client-1' },
  }),
  statechart('one-state', {
    model: clientServer,
    scenario: 'calm',
    atUs: 1_012_000,
    selection: { component: 'server' },
  }),
  statechart('nested', { model: peers, scenario: 'election', atUs: 290_000, selection: { component: 'node-4' } }),
  statechart('empty', { model: clientServer, scenario: 'silent', index: -1 }),

  waterfall('empty', { model: clientServer, scenario: 'silent', index: -1 }),
  waterfall('small', { model: clientServer, scenario: 'calm', atUs: 1_012_000 }),
  waterfall('failing', { model: clientServer, scenario: 'failing', atUs: 1_400_000 }),
  waterfall('overload', { model: clientServer, scenario: 'overload', atUs: 1_000_000 }),

  measures('empty', { model: clientServer, scenario: 'silent', index: -1 }),
  measures('few', { model: clientServer, scenario: 'calm', atUs: 1_012_000 }),
  measures('failing', { model: clientServer, scenario: 'failing', atUs: 1_400_000 }),
  measures('overload', { model: clientServer, scenario: 'overload', atUs: 2_000_000 }),
  theory('empty', 0, { model: tries, scenario: 'endless', index: -1 }),
  theory('small', 0, { model: tries, scenario: 'once' }, true),
  theory('crowded', 0, { model: tries, scenario: 'calm' }, true),
  theory('failing', 0, { model: tries, scenario: 'paused' }),
  theory('beyond', 0, { model: tries, scenario: 'worst' }, true),
  theory('none', 0, { model: tries, scenario: 'endless' }, true),
  theory('long-names', 0, { model: wordyTries, scenario: 'long-names' }, true),
  theory('line', 1, { model: tries, scenario: 'calm', atUs: 800_000 }),
  theory('line-none', 1, { model: tries, scenario: 'paused', atUs: 400_000 }),

  measures('nothing-measured', { model: peers, scenario: 'election' }),
];
