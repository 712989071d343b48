/** One view of one run. It is drawn again only when the playhead, the run or the selection changes. */
import { memo, type ReactNode, Suspense } from 'react';
import type { Layout, PictureProps, Selection } from '../figures/contract.ts';
import { PictureName } from '../figures/picture-name.ts';
import type { Played } from '../kernel/index.ts';
import type { ViewName } from './figure-data.ts';
import { PictureBoundary } from './PictureBoundary.tsx';
import { labelOf, pictureOf } from './views.ts';

interface Props {
  /** Begins the ids of its picture: unique on the page. */
  readonly name: string;
  readonly view: ViewName;
  /** Whether it is in the built page. */
  readonly built: boolean;
  readonly played: Played;
  readonly compared: readonly Played[];
  readonly index: number;
  readonly layout: Layout;
  readonly selection: Selection;
  /** Undefined until the width is known: both arrangements are then drawn, and the style sheet shows the one that fits. */
  readonly narrow: boolean | undefined;
  onSelect(selection: Selection): void;
  onSeek(index: number): void;
}

export const OnePicture = memo(function OnePicture({ name, view, built, narrow, index, ...rest }: Props) {
  const { history, model } = rest.played;
  if (labelOf(view, model.id) === undefined) return null;
  const moment = history.at(index);
  const own = { ...rest, index, moment, view, built, name: `${name}-${view}` };
  return (
    <div className={`player-picture is-${view}`}>
      <PictureBoundary moment={moment}>
        <Fetched built={built}>{narrow === undefined ? <Both {...own} /> : <View {...own} narrow={narrow} />}</Fetched>
      </PictureBoundary>
    </div>
  );
});

/** A picture of the built page is there before the figure wakes. One that a reader opens leaves the others alone while it comes. */
const Fetched = ({ built, children }: { readonly built: boolean; readonly children: ReactNode }) =>
  built ? children : <Suspense fallback={<p className="player-coming">The picture is coming.</p>}>{children}</Suspense>;

type ViewProps = Omit<PictureProps, 'narrow'> & {
  readonly view: ViewName;
  readonly name: string;
  readonly built: boolean;
};

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

function View({ view, name, built, ...props }: ViewProps & { readonly narrow: boolean }) {
  const Picture = pictureOf(view, props.played.model.id, built);
  return (
    Picture && (
      <PictureName value={props.narrow ? `${name}-narrow` : name}>
        <Picture {...props} />
      </PictureName>
    )
  );
}
