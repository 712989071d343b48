/** The headings of a chapter's structured part, for "On this page". They stand in the same order as in its component. */
import type { MarkdownHeading } from 'astro';
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

export function structuredHeadings({ data }: Entry): readonly MarkdownHeading[] {
  if (data.page === 'failures')
    return [
      heading('at-a-glance', 'All at a glance'),
      ...data.failures.map(({ id, title }) => heading(id.toLowerCase(), `${id}: ${title}`)),
    ];
  if (data.page in fixed)
    return Object.entries(fixed[data.page as keyof typeof fixed]).map(([slug, text]) => heading(slug, text));
  return [];
}
