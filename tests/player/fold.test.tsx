import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { Fold } from '../../src/player/Fold.tsx';

test('what is folded is drawn once, and again only while it is open', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  const page = document.createElement('div');
  const root = createRoot(page);
  const show = (event: number) => act(() => root.render(<Fold summary="Log">{() => <p>event {event}</p>}</Fold>));
  const text = () => page.querySelector('p')?.textContent;
  const turn = (open: boolean) =>
    act(() => {
      const fold = page.querySelector('details') as HTMLDetailsElement;
      fold.open = open;
      fold.dispatchEvent(new Event('toggle'));
    });
  show(1);
  show(2);
  expect(text()).toBe('event 1');
  turn(true);
  expect(text()).toBe('event 2');
  show(3);
  expect(text()).toBe('event 3');
  turn(false);
  show(4);
  expect(text()).toBe('event 3');
  vi.unstubAllGlobals();
});
