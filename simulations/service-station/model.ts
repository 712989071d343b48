/** Customers come to a station with one queue: the two kinds of component, and how they are put together. */
import type { ComponentSpec, Gauge, View } from '../../src/kernel/index.ts';
import type { StationParams } from './knobs.ts';
import { sourceMachine } from './source.ts';
import { type StationContext, stationMachine } from './station.ts';

const showsSource = (view: View, { customers }: StationParams): Gauge => {
  const { arrived } = view.context as { readonly arrived: number };
  return { note: `${arrived} of ${customers} have come`, tone: view.value === 'closed' ? 'done' : 'idle' };
};

const showsStation = ({ context }: View, { servers, capacity }: StationParams): Gauge => {
  const { busy, waiting, turnedAway } = context as StationContext;
  return {
    busy,
    capacity: servers,
    queue: waiting.size,
    ...(capacity > 0 && { queueLimit: Math.max(0, capacity - servers) }),
    ...(turnedAway > 0 && { note: `${turnedAway} turned away` }),
    tone: waiting.size > 0 ? 'waiting' : busy > 0 ? 'flight' : 'idle',
  };
};

export const kinds = {
  source: {
    label: 'Street',
    says: 'Sends in one customer after another, at random or evenly, until the doors close.',
    machine: sourceMachine,
    shows: showsSource,
  },
  station: {
    label: 'Station',
    says: 'Serves those who come, so many at a time; the others wait in one queue.',
    machine: stationMachine,
    shows: showsStation,
  },
};

export const components = (params: StationParams): readonly ComponentSpec[] => [
  { id: 'source', kind: 'source', input: { params } },
  { id: 'station', kind: 'station', input: { params } },
];
