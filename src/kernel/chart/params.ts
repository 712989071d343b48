/** What the author's expressions are given, and what they give. */
import type { Frame } from './frame.ts';
import type { Expression } from './shapes.ts';

/** What an action was given besides the scope, as in `{ type: 'count', params: … }`. */
export type Params = (frame: Frame) => unknown;

export const noParams: Params = () => undefined;

export function compileParams(params: unknown): Params {
  if (typeof params === 'function') return ({ context, event }) => params({ context, event });
  return params === undefined ? noParams : () => params;
}

/** Wherever a chart may say something, it may give a function of the scope instead. */
export const say = (said: unknown, scope: object, params: unknown): unknown =>
  typeof said === 'function' ? (said as Expression)(scope, params) : said;
