/** Where a claim's number comes from, in words. */
import type { Claim } from './claim.ts';

const dated = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const day = (iso: string): string => dated.format(new Date(`${iso}T00:00:00Z`));

/** One or two sentences, for the tooltip, the list of claims and print. What a machine reads stands between backticks. */
export function provenance(claim: Claim): string {
  switch (claim.kind) {
    case 'model':
      return 'formula' in claim.from
        ? `Formula, recomputed by the build: ${claim.from.formula}.`
        : `Run of \`${claim.from.model.id}\`, scenario \`${claim.from.scenario}\`${changed(claim.from.knobs)}, seed ${seedOf(claim.from)}; made again by every build.`;
    case 'measured':
      return `Recorded on ${day(claim.run.date)} from ${claim.run.system}: ${asCode(claim.run.command)}.`;
    case 'cited':
      return `“${claim.asPrinted}”: ${claim.title}, read on ${day(claim.read)}.`;
    case 'assumed':
      return `Assumed. If it is wrong: ${claim.ifWrong}`;
  }
}

/** A command is code as a whole, unless it marks itself what is. */
const asCode = (text: string): string => (text.includes('`') ? text : `\`${text}\``);
const changed = (knobs: Readonly<Record<string, unknown>> | undefined): string => {
  const entries = Object.entries(knobs ?? {});
  return entries.length === 0 ? '' : ` with ${entries.map(([name, value]) => `\`${name} = ${value}\``).join(', ')}`;
};
const seedOf = (from: {
  readonly model: { readonly scenarios: Readonly<Record<string, { readonly seed: number }>> };
  readonly scenario: string;
  readonly seed?: number;
}): number | string => from.seed ?? from.model.scenarios[from.scenario]?.seed ?? 'unknown';
