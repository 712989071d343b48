import { expect, test } from 'vitest';
import { ownPictures } from '../../src/player/own-pictures.ts';

const Drawing = () => null;
const found = ownPictures({
  '/simulations/drawn/view.tsx': async () => ({ default: Drawing }),
  '/simulations/forgotten/view.tsx': async () => ({}),
});

test("a simulation's own picture is the default export of its view.tsx", async () => {
  expect([...found.keys()]).toEqual(['drawn', 'forgotten']);
  expect(await found.get('drawn')?.()).toBe(Drawing);
});

test('a view.tsx without one says so, with its path', async () => {
  await expect(found.get('forgotten')?.()).rejects.toThrow(
    'simulations/forgotten/view.tsx: its default export is missing; expected a component that draws what PictureProps gives it',
  );
});
