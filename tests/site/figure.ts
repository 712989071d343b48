/** A figure of the built site as its reader speaks of it: by roles and names. */
import { expect, type Locator, type Page } from '@playwright/test';
import { pages } from './pages.ts';

/** One whose first scenario breaks something, so that there is a landmark. */
export const laboratory = pages.find((path) => path === '/simulations/oversell/') as string;
/** The same on a page of somebody else's. */
export const embedded = laboratory.replace('/simulations/', '/embed/');

export async function open(page: Page, path = laboratory): Promise<Figure> {
  await page.goto(path);
  const figure = page.getByRole('figure').first();
  await figure.scrollIntoViewIfNeeded();
  await expect(figure.getByRole('button', { name: 'On one event' })).toBeEnabled();
  return figureOn(figure);
}

/** A figure as its reader speaks of it. */
export function figureOn(root: Locator) {
  const button = (name: string | RegExp) => root.getByRole('button', { name });
  const playhead = root.getByRole('slider', { name: 'Playhead' });
  const at = async () => Number(await playhead.inputValue());
  return {
    root,
    button,
    playhead,
    at,
    last: async () => Number(await playhead.getAttribute('max')),
    now: root.locator('.player-now'),
    run: root.locator('.player-run'),
    press: (name: string | RegExp) => button(name).click(),
  };
}
export type Figure = ReturnType<typeof figureOn>;

export const says = (page: Page) => page.getByRole('status').filter({ hasText: /./ }).last();

/** Keeps the worker's script back, so that what takes long is not done before something else is pressed; gives what lets it go. */
export async function holdWork(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/worker/, async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}
