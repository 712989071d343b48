/** The views of one run. Each is drawn again only when the playhead, the run or the selection changes. */
import { memo, type ReactNode, Suspense } from 'react';
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
  /** The views of the built page. */
  readonly built: readonly ViewName[];
  readonly selection: Selection;
  /** Undefined until the width is known: both arrangements are then drawn, and the style sheet shows the one that fits. */
  readonly narrow: boolean | undefined;
  onSelect(selection: Selection): void;
  onSeek(index: number): void;
}

export const Pictures = memo(function Pictures({ views, built, narrow, index, ...rest }: Props) {
  const moment = rest.played.history.at(index);
  const props = { ...rest, index, moment };
  return (
    <div className="player-pictures" data-views={views.length}>
      {views.filter(isDrawn).map((view) => (
        <div key={view} className={`player-picture is-${view}`}>
          <PictureBoundary moment={moment}>
            <Fetched built={built.includes(view)}>
              {narrow === undefined ? <Both name={view} {...props} /> : <View name={view} {...props} narrow={narrow} />}
            </Fetched>
          </PictureBoundary>
        </div>
      ))}
    </div>
  );
});

/**
 * A picture of the built page is waited for without a boundary: the page stays as it is until all of it can wake. One that a
 * reader opens later leaves the others alone while it comes.
 */
const Fetched = ({ built, children }: { readonly built: boolean; readonly children: ReactNode }) =>
  built ? children : <Suspense fallback={<p className="player-coming">The picture is coming.</p>}>{children}</Suspense>;

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
