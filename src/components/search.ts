/** The search dialog: opened by its button or Ctrl+K (⌘K), filled from the index that was made with the site. */

type Place = {
  title: string;
  url: string;
  excerpt: string;
  weighted_locations: readonly { weight: number }[];
};
type Found = { meta: { title: string; part?: string }; sub_results: readonly Place[] };
type Index = {
  debouncedSearch(words: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
};

const most = 8;

const weightOf = (place: Place): number => place.weighted_locations.reduce((sum, { weight }) => sum + weight, 0);

/** Leads to the part of the page in which the words stand most often. */
function row({ meta, sub_results: places }: Found): HTMLLIElement {
  const place = places.reduce((best, other) => (weightOf(other) > weightOf(best) ? other : best));
  const item = document.createElement('li');
  const anchor = document.createElement('a');
  const title = document.createElement('b');
  const where = document.createElement('i');
  const text = document.createElement('span');
  anchor.href = place.url;
  title.textContent = meta.title;
  where.textContent = [meta.part, place.title === meta.title ? undefined : place.title].filter(Boolean).join(' › ');
  text.innerHTML = place.excerpt; // made by our own build: text with <mark>
  anchor.append(title, where, text);
  item.append(anchor);
  return item;
}

/** Up and down walk through the field and the results. */
function moveFocus(dialog: HTMLDialogElement, step: 1 | -1): void {
  const stops = [...dialog.querySelectorAll<HTMLElement>('input, ol a')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
}

export function startSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#search');
  const input = dialog?.querySelector('input');
  const list = dialog?.querySelector('ol');
  const status = dialog?.querySelector<HTMLElement>('[role=status]');
  if (!dialog || !input || !list || !status) return;

  let index: Promise<Index> | undefined;
  const load = (): Promise<Index> => {
    index ??= import(/* @vite-ignore */ dialog.dataset['index'] as string);
    return index;
  };

  const search = async (): Promise<void> => {
    const words = input.value.trim();
    if (words === '') {
      list.replaceChildren();
      status.textContent = '';
      return;
    }
    try {
      const answer = await (await load()).debouncedSearch(words);
      if (answer === null) return; // the reader typed on
      const found = await Promise.all(answer.results.slice(0, most).map((result) => result.data()));
      if (input.value.trim() !== words) return;
      list.replaceChildren(...found.map(row));
      const count = answer.results.length;
      status.textContent =
        count === 0 ? `Nothing found for “${words}”.` : `${count} ${count === 1 ? 'page' : 'pages'} found.`;
    } catch {
      index = undefined;
      status.textContent = 'The search index is missing here: it is made by npm run build.';
    }
  };

  const open = (): void => {
    if (!dialog.open) dialog.showModal();
    input.select();
    load().catch(() => {
      index = undefined;
    });
  };

  const shortcut = document.querySelector('#open-search kbd');
  if (shortcut && navigator.platform.startsWith('Mac')) shortcut.textContent = '⌘ K';

  document.querySelector('#open-search')?.addEventListener('click', open);
  addEventListener('keydown', (event) => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', search);
  dialog.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && event.target === input) {
      event.preventDefault(); // Enter in the field goes to the first result instead of closing the dialog
      list.querySelector('a')?.click();
    }
    if (event.key === 'Escape') {
      event.preventDefault(); // in a search field the browser would only empty it
      dialog.close();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    moveFocus(dialog, event.key === 'ArrowDown' ? 1 : -1);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
}
