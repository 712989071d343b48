/** Where in a run a reader wants to be led: its faults, what was lost, what somebody chose, what a chart marks. */
import type { Chosen } from './chosen.ts';
import type { Model } from './model.ts';
import { faultEndInWords, faultInWords } from './narrate.ts';
import type { Recipe } from './recipe.ts';
import type { Step } from './step.ts';

/** A step that a reader wants to be led to. */
export interface Landmark {
  readonly index: number;
  readonly atUs: number;
  readonly kind: 'fault' | 'violation' | 'choice' | 'loss' | 'mark';
  readonly text: string;
}

const BY_HAND = { deliver: 'comes first', drop: 'is lost', duplicate: 'comes twice' } as const;

/** What was chosen at which step of a run that goes by time. */
export const choicesByStep = ({ schedule, chosen = [] }: Recipe): ReadonlyMap<number, Chosen['act']> =>
  new Map(schedule === undefined ? chosen.map(({ atStep, act }) => [atStep, act]) : []);

/** What in a step a reader wants to be led to. */
export function landmarksOf(
  model: Model,
  { index, atUs, envelope, sent, emitted, missed }: Step,
  chosen: Chosen['act'] | undefined,
): Landmark[] {
  const landmarks: Landmark[] = [];
  const add = (kind: Landmark['kind'], text: string) => landmarks.push({ index, atUs, kind, text });
  if (envelope.fault !== undefined)
    add(
      'fault',
      envelope.fault.begins ? faultInWords(model, envelope.fault.fault) : faultEndInWords(model, envelope.fault.fault),
    );
  if (chosen !== undefined) add('choice', `by hand: ${envelope.event.type} ${BY_HAND[chosen]}`);
  if (missed !== undefined && missed !== 'retired') add('loss', `${envelope.event.type} is lost`);
  for (const message of sent) if (message.lost !== undefined) add('loss', `${message.event.type} is lost`);
  for (const event of emitted) if (event.type === 'mark') add('mark', event.text as string);
  return landmarks;
}
