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

/** "request 16: 468 ms, timed out". */
export function requestWords({ request, latencyUs, outcome, detail }: PlayedRequest): string {
  if (latencyUs === undefined || outcome === undefined) return `request ${request}: open at the end`;
  const said = detail === '' ? outcomeWords[outcome] : `${outcomeWords[outcome]} (${detail})`;
  return `request ${request}: ${formatTime(latencyUs)}, ${said}`;
}
