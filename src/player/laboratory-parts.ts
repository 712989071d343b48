/** What only a laboratory needs is a chunk of its own: a figure in a page of prose, or in a frame, wakes without it. */
type Parts = typeof import('./Laboratory.tsx');

let here: Parts | undefined;

/** Afterwards `laboratoryParts` has them at once. */
export async function fetchLaboratory(): Promise<void> {
  here = await import('./Laboratory.tsx');
}

export function laboratoryParts(): Parts {
  if (here === undefined) throw new Error('the laboratory is not here: fetch it before one is drawn');
  return here;
}
