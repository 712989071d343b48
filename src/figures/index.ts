/** The pictures of kernel data. `layout.ts` is for the build only and is not exported here. */
import './figures.css';

export type { Layout, PictureProps, Placement, Selection } from './contract.ts';
export { Measures } from './measures/measures.tsx';
export { SpaceTime } from './space-time/space-time.tsx';
export { Statechart } from './statechart/statechart.tsx';
export { TheoryPicture } from './theory/theory.tsx';
export { Topology } from './topology/topology.tsx';
export { Waterfall } from './waterfall/waterfall.tsx';
