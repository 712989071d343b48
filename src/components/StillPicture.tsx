/** The picture of a figure's first frame, as it is when nobody plays it: in both arrangements, and the style sheet shows one. */
import { AtRest } from '../figures/at-rest.ts';
import type { PictureProps } from '../figures/contract.ts';
import { PictureName } from '../figures/picture-name.ts';
import { firstThatTells } from '../figures/theory/swept.ts';
import { TheoryPicture } from '../figures/theory/theory.tsx';
import type { FigureData } from '../player/figure-data.ts';
import { ownLane, type Session } from '../player/session.ts';
import { pictureOf } from '../player/views.ts';

interface Props {
  readonly figure: FigureData;
  readonly session: Session;
}

export function StillPicture({ figure, session: { timeline, place } }: Props) {
  const played = ownLane(timeline);
  const moment = played.history.at(place);
  const layout = { ...figure.layout, ...figure.low };
  const props = { played, index: place, moment, layout, selection: {}, onSelect: nothing, onSeek: nothing };
  return [false, true].map((narrow) => (
    <div key={String(narrow)} className={narrow ? 'still-narrow' : 'still-wide'}>
      <AtRest value={true}>
        <PictureName value={`still-${figure.id}${narrow ? '-narrow' : ''}`}>
          <Picture {...props} narrow={narrow} figure={figure} />
        </PictureName>
      </AtRest>
    </div>
  ));
}
const nothing = () => {};

/** A theory that tells of the run says more than who talks to whom. */
function Picture({ figure, ...props }: PictureProps & Pick<Props, 'figure'>) {
  const { model } = props.played;
  const theory = model.theory?.[firstThatTells(props.played)];
  const swept = figure.swept.find(({ over }) => theory?.kind === 'curve' && theory.over === over);
  const First = pictureOf(figure.views[0] ?? 'topology', model.id, true);
  return theory === undefined ? (
    First && <First {...props} />
  ) : (
    <TheoryPicture {...props} theory={theory} swept={swept} />
  );
}
