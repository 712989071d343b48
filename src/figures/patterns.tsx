/** Hatches and arrowheads. Ids are unique to a picture: several stand on one page. */

import { memo } from 'react';

export type PatternName = (typeof PATTERNS)[number];

/** The fill or marker of a picture's pattern. */
export const pattern = (id: string, name: PatternName) => `url(#${id}-${name})`;

/** The hatches with the gap between their lines; the others are arrowheads. */
const GAPS: Readonly<Partial<Record<PatternName, number>>> = { fault: 7, wasted: 5, untold: 6 };
export const PATTERNS = ['fault', 'wasted', 'untold', 'arrow', 'arrow-strong', 'arrow-pale'] as const;

export const Patterns = memo(function Patterns({ id, names }: { id: string; names: readonly PatternName[] }) {
  return (
    <defs>
      {names.map((name) => {
        const gap = GAPS[name];
        const own = `${id}-${name}`;
        return gap === undefined ? (
          <Arrowhead key={name} id={own} className={`arrowhead ${name.slice('arrow-'.length)}`} />
        ) : (
          <Hatch key={name} id={own} gap={gap} className={`hatch-${name}`} />
        );
      })}
    </defs>
  );
});

function Hatch({ id, gap, className }: { readonly id: string; readonly gap: number; readonly className: string }) {
  return (
    <pattern id={id} width={gap} height={gap} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line className={className} x1={0} y1={0} x2={0} y2={gap} />
    </pattern>
  );
}

function Arrowhead({ id, className }: { readonly id: string; readonly className: string }) {
  return (
    <marker
      id={id}
      viewBox="0 0 8 8"
      refX={7}
      refY={4}
      markerWidth={8}
      markerHeight={8}
      markerUnits="userSpaceOnUse"
      orient="auto-start-reverse"
    >
      <path className={className} d="M0.5 0.8 7.5 4 0.5 7.2Z" />
    </marker>
  );
}
