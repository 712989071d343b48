/** Words for a request and how it ended, as every picture says them. */
import { formatTime, type PlayedRequest, type Tone } from '../kernel/index.ts';

export const outcomeWords = {
  completed: 'completed',
  failed: 'failed',
  rejected: 'rejected',
  timedOut: 'timed out',
} as const;

export const toneOfRequest = ({ outcome }: PlayedRequest): Tone => {
  if (outcome === undefined) return 'flight';
  if (outcome === 'completed') return 'done';
  return outcome === 'rejected' ? 'dropped' : 'failed';
};

/** "468 ms, timed out": how long it took and how it ended. */
export function endWords({ latencyUs, outcome, detail }: PlayedRequest): string {
  if (latencyUs === undefined || outcome === undefined) return 'open at the end';
  const said = detail === '' ? outcomeWords[outcome] : `${outcomeWords[outcome]} (${detail})`;
  return `${formatTime(latencyUs)}, ${said}`;
}

/** "request 16: 468 ms, timed out". */
export const requestWords = (request: PlayedRequest): string => `request ${request.request}: ${endWords(request)}`;
