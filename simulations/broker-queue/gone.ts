/** Why a broker no longer has a message that nobody has done, and how many went for which reason. */
export const REASONS = {
  full: 'the queue is full',
  trimmed: 'the stream is trimmed',
  failed: 'it has failed too often',
} as const;
export type Reason = keyof typeof REASONS;
export type Dropped = Readonly<Partial<Record<Reason, number>>>;

export const droppedIn = (dropped: Dropped): number => Object.values(dropped).reduce((sum, count) => sum + count, 0);

/** 39 → "39 dropped (full)"; nothing where nothing was dropped. */
export const droppedInWords = (dropped: Dropped): string =>
  Object.entries(dropped)
    .map(([reason, count]) => `${count} dropped (${reason})`)
    .join(', ');

export const plus = (dropped: Dropped, reason: Reason, count: number): Dropped =>
  count === 0 ? dropped : { ...dropped, [reason]: (dropped[reason] ?? 0) + count };
