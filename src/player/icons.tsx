/** The transport's signs. They are decoration: the button has the name. */
const PATHS = {
  start: 'M3 3h2v10H3zM14 3v10L6 8z',
  previous: 'M8 3v10L1.5 8zM15 3v10L8.5 8z',
  back: 'M11 3v10L4 8z',
  play: 'M4 2.5v11L13 8z',
  pause: 'M3.5 3h3v10h-3zM9.5 3h3v10h-3z',
  on: 'M5 3v10l7-5z',
  next: 'M1 3v10l6.5-5zM8 3v10l6.5-5z',
  end: 'M2 3v10l8-5zM11 3h2v10h-2z',
  again: 'M8 2.5a5.5 5.5 0 1 0 5.4 6.6h-1.6A4 4 0 1 1 8 4v2.2l4-3-4-3z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name }: { readonly name: IconName }) => (
  <svg className="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
);
