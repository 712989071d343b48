/** The views of one run. Each is drawn again only when the playhead, the run or the selection changes. */
import { memo } from 'react';
import type { Layout, PictureProps, Selection } from '../figures/contract.ts';
import type { Played } from '../kernel/index.ts';
import type { ViewName } from './figure-data.ts';
import { PictureBoundary } from './PictureBoundary.tsx';
import { PICTURES } from './views.ts';

interface Props {
  readonly played: Played;
  readonly index: number;
  readonly layout: Layout;
  readonly views: readonly ViewName[];
  readonly selection: Selection;
  /** Undefined until the width is known: both arrangements are then drawn, and the style sheet shows the one that fits. */
  readonly narrow: boolean | undefined;
  onSelect(selection: Selection): void;
  onSeek(index: number): void;
}

export const Pictures = memo(function Pictures({ views, narrow, index, ...rest }: Props) {
  const moment = rest.played.history.at(index);
  const props = { ...rest, index, moment };
  return (
    <div className="player-pictures" data-views={views.length}>
      {views.filter(isDrawn).map((view) => (
        <div key={view} className={`player-picture is-${view}`}>
          <PictureBoundary moment={moment}>
            {narrow === undefined ? <Both name={view} {...props} /> : <View name={view} {...props} narrow={narrow} />}
          </PictureBoundary>
        </div>
      ))}
    </div>
  );
});

const isDrawn = (view: ViewName): boolean => PICTURES[view] !== undefined;

type ViewProps = Omit<PictureProps, 'narrow'> & { readonly name: ViewName };

const Both = (props: ViewProps) => (
  <>
    <div className="when-wide">
      <View {...props} narrow={false} />
    </div>
    <div className="when-narrow">
      <View {...props} narrow={true} />
    </div>
  </>
);

function View({ name, ...props }: ViewProps & { readonly narrow: boolean }) {
  const Picture = PICTURES[name]?.Picture;
  return Picture && <Picture {...props} />;
}
