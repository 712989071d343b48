import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { expect, test, vi } from 'vitest';
import { PictureBoundary } from '../../src/player/PictureBoundary.tsx';

const Picture = ({ at }: { readonly at: number }) => {
  if (at === 2) throw new Error('no box for kind "ghost"');
  return <p>moment {at}</p>;
};

test('a picture that cannot be drawn says so, and is drawn again at another moment', () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const page = document.createElement('div');
  const root = createRoot(page);
  const show = (at: number) =>
    act(() =>
      root.render(
        <PictureBoundary moment={at}>
          <Picture at={at} />
        </PictureBoundary>,
      ),
    );
  show(1);
  show(2);
  expect(page.textContent).toBe('This picture cannot be drawn at this moment: no box for kind "ghost"');
  show(3);
  expect(page.textContent).toBe('moment 3');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});
