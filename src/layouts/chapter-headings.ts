/** The headings of a chapter, for "On this page": those of its prose, and those of the parts that components draw. */
import type { MarkdownHeading } from 'astro';
import { capacityOf } from './capacities.ts';
import { ownClaims } from './claims.ts';
import type { Entry } from './studies.ts';

const fixed = {
  requirements: {
    scope: 'Scope',
    functional: 'What it has to do',
    constraints: 'Constraints',
    quality: 'How well',
    'service-levels': 'Service levels',
  },
  decision: {
    context: 'Context',
    drivers: 'What drives it',
    outcome: 'Outcome',
    options: 'Options',
    consequences: 'Consequences',
    confirmation: 'Confirmation',
    revisit: 'When to decide again',
  },
  tradeoffs: {
    crossovers: 'Where one beats another',
    risks: 'Known risks',
    'when-not': 'When not to do this',
    differently: 'What we would do differently',
    scaling: 'How it scales',
  },
  operations: {
    signals: 'Golden signals',
    alerts: 'Alerts',
    runbook: 'Runbook',
    threats: 'Threats',
    costs: 'What it costs',
  },
} as const;

const heading = (slug: string, text: string): MarkdownHeading => ({ depth: 2, slug, text });

/** In the order in which they stand on the page: the calculator is where the prose has put it, the rest below the prose. */
export function headingsOf(entry: Entry, ofProse: readonly MarkdownHeading[]): readonly MarkdownHeading[] {
  const { body = '' } = entry;
  const above = body.slice(0, Math.max(0, body.indexOf('<Capacity'))).match(/^#{1,6} /gm)?.length ?? 0;
  return [
    ...ofProse.slice(0, above),
    ...headingsOfCalculator(entry),
    ...ofProse.slice(above),
    ...headingsOfStructure(entry),
  ];
}

function headingsOfCalculator({ body = '', id }: Entry): readonly MarkdownHeading[] {
  const study = id.split('/')[0] ?? '';
  const sheet = body.includes('<Capacity') ? capacityOf(study, ownClaims(study)) : undefined;
  if (sheet === undefined) return [];
  return [
    heading('inputs', 'Inputs'),
    heading('results', 'Results'),
    heading('decisions', 'What would turn a decision'),
    ...sheet.decisions.map(({ id, short }) => ({ depth: 3, slug: `decision-${id}`, text: short })),
    ...(sheet.mistakes.length > 0 ? [heading('mistakes', 'Asked wrongly')] : []),
  ];
}

/** They stand in the same order as in the chapter's component. */
function headingsOfStructure({ data }: Entry): readonly MarkdownHeading[] {
  if (data.page === 'failures')
    return [
      heading('at-a-glance', 'All at a glance'),
      ...data.failures.map(({ id, title }) => heading(id.toLowerCase(), `${id}: ${title}`)),
    ];
  if (data.page in fixed)
    return Object.entries(fixed[data.page as keyof typeof fixed]).map(([slug, text]) => heading(slug, text));
  return [];
}
