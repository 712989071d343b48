import type { PictureProps } from '../figures/contract.ts';
/** Stands for the pictures until they exist. */
export function Topology({ moment, index, onSelect }: PictureProps) {
  return (
    <svg viewBox="0 0 960 240" width="960" height="240" role="group" aria-label={`Topology after step ${index}`}>
      {moment.components.map(({ component }, i) => (
        <g key={component.id} transform={`translate(${20 + (i % 6) * 155} ${20 + Math.floor(i / 6) * 60})`} onClick={() => onSelect({ component: component.id })}>
          <rect width="140" height="44" fill="var(--panel)" stroke="var(--rule)" />
          <text x="10" y="26" fill="var(--ink)">{component.id}</text>
        </g>
      ))}
    </svg>
  );
}
