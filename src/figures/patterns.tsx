/** Hatches and arrowheads. Ids are unique to a picture: several stand on one page. */

import { memo } from 'react';

/** The fill or marker of a picture's pattern. */
export const pattern = (id: string, name: 'fault' | 'wasted' | 'untold' | 'arrow' | 'arrow-strong' | 'arrow-pale') =>
  `url(#${id}-${name})`;

export const Patterns = memo(function Patterns({ id }: { readonly id: string }) {
  return (
    <defs>
      <Hatch id={`${id}-fault`} gap={7} className="hatch-fault" />
      <Hatch id={`${id}-wasted`} gap={5} className="hatch-wasted" />
      <Hatch id={`${id}-untold`} gap={6} className="hatch-untold" />
      <Arrowhead id={`${id}-arrow`} className="arrowhead" />
      <Arrowhead id={`${id}-arrow-strong`} className="arrowhead strong" />
      <Arrowhead id={`${id}-arrow-pale`} className="arrowhead pale" />
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
