/** What a component keeps, or is given, from outside of its chart: what survives a crash, and a knob that was turned. */
import type { State } from './component.ts';
import type { Params } from './knobs.ts';
import type { Component } from './population.ts';

/** Gives a component that has just restarted the fields that its kind had on disk `before`. */
export function keepSurviving(component: Component, before: State): void {
  const { chart, kind } = component;
  if (kind.survives === undefined) return;
  const old = chart.view(before).context as Readonly<Record<string, unknown>>;
  const kept = Object.fromEntries(kind.survives.map((field) => [field, old[field]]));
  component.state = withFields(component, kept);
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
