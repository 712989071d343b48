/** What happens at the station, as somebody who stands there would say it. */
import type { Message, Step } from '../../src/kernel/index.ts';
import type { StationContext } from './station.ts';

export function narrate(step: Step): string | undefined {
  if (step.envelope.fault !== undefined || step.missed !== undefined) return undefined;
  if (step.component.kindName === 'source') return `Customer ${comerIn(step)} comes`;
  const before = contextOf(step, 'before');
  const after = contextOf(step, 'after');
  return step.event.type === 'ARRIVE' ? arrival(step.event, before, after) : farewell(step.event, before, after);
}

const contextOf = ({ component, before, after }: Step, when: 'before' | 'after'): StationContext =>
  component.chart.view(when === 'before' ? before : after).context as StationContext;

const comerIn = ({ sent }: Step): number =>
  Number(sent.find(({ event }) => event.type === 'ARRIVE')?.event.request ?? 0) + 1;

function arrival({ request }: Message, before: StationContext, after: StationContext): string {
  const who = `Customer ${Number(request) + 1}`;
  if (after.turnedAway > before.turnedAway) return `${who} finds the station full and is turned away`;
  if (after.busy > before.busy) return `${who} is served at once; ${working(after)}`;
  const ahead = before.waiting.size;
  if (ahead === 0) return `${who} waits and is next`;
  const others = `${ahead} ${ahead === 1 ? 'other' : 'others'}`;
  return after.params.discipline === 'lifo'
    ? `${who} waits and is next, before ${others}`
    : `${who} waits behind ${others}`;
}

function farewell({ request }: Message, before: StationContext, after: StationContext): string {
  const who = `Customer ${Number(request) + 1}`;
  if (after.waiting.size === before.waiting.size) return `${who} leaves; ${working(after)}`;
  const left = after.waiting.size;
  return `${who} leaves and the next is served; ${left === 0 ? 'nobody waits' : left === 1 ? 'one waits' : `${left} wait`}`;
}

const working = ({ busy, params: { servers } }: StationContext): string => {
  if (servers === 1) return busy === 1 ? 'the server works' : 'the server is idle';
  return `${busy} of ${servers} servers work`;
};
