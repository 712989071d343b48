/** The case studies and their chapters, in the order in which they are read. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { link } from './links.ts';

export type Entry = CollectionEntry<'caseStudies'>;
export type Of<Page> = Entry & { data: Extract<Entry['data'], { page: Page }> };
export type Brief = Of<'index'>;
export type Decision = Of<'decision'>;

export interface Study {
  readonly id: string;
  readonly name: string;
  readonly brief: Brief;
  /** The brief first. */
  readonly chapters: readonly Entry[];
}

const order = [
  'index',
  'requirements',
  'capacity',
  'architecture',
  'decision',
  'failures',
  'tradeoffs',
  'operations',
] as const;

const names: Record<Exclude<(typeof order)[number], 'decision'>, string> = {
  index: 'The brief',
  requirements: 'Requirements',
  capacity: 'Capacity',
  architecture: 'Architecture',
  failures: 'Failures',
  tradeoffs: 'Trade-offs',
  operations: 'Operations',
};

export const isBrief = (entry: Entry): entry is Brief => entry.data.page === 'index';
export const isDecision = (entry: Entry): entry is Decision => entry.data.page === 'decision';

/** The alerts of the study that a chapter belongs to, and the page on which they stand. */
export async function alertsBeside(where: string) {
  const study = where.replace(/^case-studies\//, '').split('/')[0] as string;
  const entry = (await getCollection('caseStudies')).find(
    (e) => studyOf(e) === study && e.data.page === 'operations',
  ) as Of<'operations'> | undefined;
  return { alerts: entry?.data.alerts ?? [], page: link(`/case-studies/${study}/operations/`) };
}

/** decisions/0002-keep-the-log → 2 */
export const decisionNumber = (entry: Decision): number => Number(/\/decisions\/(\d+)-/.exec(entry.id)?.[1]);

export const chapterName = (entry: Entry): string =>
  entry.data.page === 'decision' ? entry.data.title : names[entry.data.page];

const studyOf = (entry: Entry): string => entry.id.split('/')[0] as string;

const inReadingOrder = (a: Entry, b: Entry): number =>
  order.indexOf(a.data.page) - order.indexOf(b.data.page) || (a.id < b.id ? -1 : 1);

function assemble(id: string, entries: readonly Entry[]): Study {
  const brief = entries.find(isBrief);
  if (brief === undefined) throw new Error(`case-studies/${id}: a study needs an index.mdx with "page: index"`);
  return { id, name: brief.data.name, brief, chapters: entries.toSorted(inReadingOrder) };
}

export async function studies(): Promise<readonly Study[]> {
  const entries = await getCollection('caseStudies');
  const ids = [...new Set(entries.map(studyOf))];
  return ids
    .map((id) =>
      assemble(
        id,
        entries.filter((entry) => studyOf(entry) === id),
      ),
    )
    .sort((a, b) => a.brief.data.order - b.brief.data.order || (a.id < b.id ? -1 : 1));
}
