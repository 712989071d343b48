/** The views of one run. Each is drawn again only when the playhead, the run or the selection changes. */
import { memo } from 'react';
import type { Layout, PictureProps, Selection } from '../figures/contract.ts';
import type { Played } from '../kernel/index.ts';
import type { ViewName } from './figure-data.ts';
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
  return (
    <div className="player-pictures" data-views={views.length}>
      {views.map((view) => (
        <div key={view} className={`player-picture is-${view}`}>
          {(narrow === undefined ? [false, true] : [narrow]).map((isNarrow) => (
            <View key={String(isNarrow)} name={view} {...rest} index={index} moment={moment} narrow={isNarrow} both={narrow === undefined} />
          ))}
        </div>
      ))}
    </div>
  );
});

function View({ name, both, ...props }: PictureProps & { readonly name: ViewName; readonly both: boolean }) {
  const { Picture } = PICTURES[name];
  return (
    <div className={both ? (props.narrow ? 'when-narrow' : 'when-wide') : undefined}>
      <Picture {...props} />
    </div>
  );
}
