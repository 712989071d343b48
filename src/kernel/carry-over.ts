/** What a component keeps, or is given, from outside of its chart: what survives a crash, and a knob that was turned. */
import type { State } from './component.ts';
import type { Params } from './knobs.ts';
import type { Component } from './population.ts';

/** What a component finds on disk when it starts again; undefined when its kind keeps nothing. */
export function survivorsOf({ chart, state, kind }: Pick<Component, 'chart' | 'state' | 'kind'>): object | undefined {
  if (kind.survives === undefined) return undefined;
  const context = chart.view(state).context as Readonly<Record<string, unknown>>;
  return Object.fromEntries(kind.survives.map((field) => [field, context[field]]));
}

/** Gives a component new parameters where it has some: in its context, and in the input that it would start with again. */
export function giveParams(component: Component, params: Params): void {
  if (hasParams(component.input)) component.input = { ...component.input, params };
  if (component.up && hasParams(component.chart.view(component.state).context))
    component.state = withFields(component, { params });
}

const hasParams = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'params');

const withFields = ({ chart, state }: Component, fields: object): State =>
  chart.withContext(state, { ...(chart.view(state).context as object), ...fields });
