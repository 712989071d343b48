/**
 * Wakes an island of a built page: the page stays as it is until everything is there that the island shows, and is then taken
 * over as it stands. Nothing in it may therefore differ from what the build drew.
 */
import { type ComponentType, createElement, memo, type ReactNode } from 'react';
import { hydrateRoot } from 'react-dom/client';

type Props = Readonly<Record<string, unknown>>;
/** A component that needs more than its own script says what it waits for. */
export type Island = ComponentType<Props & { readonly children?: ReactNode }> & {
  readonly ready?: (props: Props) => Promise<void>;
};

/** What stands between an island's tags is the page's: it is never drawn again. */
const Slot = memo(
  function Slot({ html }: { readonly html: string }) {
    // biome-ignore lint/security/noDangerouslySetInnerHtml: it is the page's own, as the build wrote it
    return createElement('astro-slot', { suppressHydrationWarning: true, dangerouslySetInnerHTML: { __html: html } });
  },
  () => true,
);

async function isReady(Component: Island, props: Props): Promise<boolean> {
  try {
    await Component.ready?.(props);
    return true;
  } catch (error) {
    console.error('this stays as it was built:', error);
    return false;
  }
}

/** Called by Astro when an island's moment has come. */
export default (element: HTMLElement) =>
  async (Component: Island, props: Props, { default: html }: { readonly default?: string }): Promise<void> => {
    if (!element.hasAttribute('ssr') || !(await isReady(Component, props))) return;
    const children = html === undefined ? [] : [createElement(Slot, { html })];
    const identifierPrefix = element.getAttribute('prefix') ?? '';
    const root = hydrateRoot(element, createElement(Component, props, ...children), { identifierPrefix });
    element.addEventListener('astro:unmount', () => root.unmount(), { once: true });
  };
