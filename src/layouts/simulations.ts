/** The simulations as pages: each model with what stands beside it in its folder. */
import type { MarkdownInstance, MDXInstance } from 'astro';
import type { Model } from '../kernel/index.ts';
import { models } from './models.ts';

type Prose = MarkdownInstance<Record<string, unknown>> | MDXInstance<Record<string, unknown>>;

export interface Simulation {
  readonly id: string;
  readonly model: Model;
  /** page.mdx: what an author adds to the laboratory, if anything. */
  readonly page: Prose | undefined;
  /** model.md: what is modelled, units, sources, what is left out. */
  readonly about: Prose | undefined;
}

const pages = import.meta.glob<Prose>('/simulations/*/page.mdx', { eager: true });
const abouts = import.meta.glob<Prose>('/simulations/*/model.md', { eager: true });

export const simulations: readonly Simulation[] = models
  .map((model) => ({
    id: model.id,
    model,
    page: pages[`/simulations/${model.id}/page.mdx`],
    about: abouts[`/simulations/${model.id}/model.md`],
  }))
  .sort((a, b) => (a.model.title < b.model.title ? -1 : 1));
