/** The simulations, found by path: adding one touches its own folder only. */
import type { MarkdownInstance, MDXInstance } from 'astro';

type Prose = MarkdownInstance<Record<string, unknown>> | MDXInstance<Record<string, unknown>>;

export interface Simulation {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** model.md: what is modelled, units, sources, what is left out. */
  readonly model: Prose | undefined;
  /** page.mdx: what an author adds above it, if anything. */
  readonly page: Prose | undefined;
}

const models = import.meta.glob<Record<string, unknown>>('/simulations/*/index.ts', { eager: true });
const modelProse = import.meta.glob<Prose>('/simulations/*/model.md', { eager: true });
const pageProse = import.meta.glob<Prose>('/simulations/*/page.mdx', { eager: true });

function describe(path: string, exports: Record<string, unknown>): Simulation {
  const folder = path.split('/')[2] as string;
  const model = exports['default'] as Partial<Simulation> | undefined;
  for (const name of ['id', 'title', 'question'] as const) {
    if (typeof model?.[name] !== 'string') {
      throw new Error(
        `${path.slice(1)}: its default export needs a text "${name}"; it has ${Object.keys(model ?? {}).join(', ') || 'nothing'}`,
      );
    }
  }
  const { id, title, question } = model as Simulation;
  if (id !== folder)
    throw new Error(`${path.slice(1)}: the model's id is "${id}"; expected the name of its folder, "${folder}"`);
  return {
    id,
    title,
    question,
    model: modelProse[`/simulations/${folder}/model.md`],
    page: pageProse[`/simulations/${folder}/page.mdx`],
  };
}

export const simulations: readonly Simulation[] = Object.entries(models)
  .map(([path, exports]) => describe(path, exports))
  .sort((a, b) => (a.title < b.title ? -1 : 1));

/** `usedBy` says whose mistake an unknown name is. */
export function simulationNamed(id: string, usedBy: string): Simulation {
  const found = simulations.find((simulation) => simulation.id === id);
  if (found) return found;
  const known = simulations.map((simulation) => simulation.id).join(', ') || 'none yet';
  throw new Error(`unknown simulation "${id}" in ${usedBy}; known: ${known}`);
}
