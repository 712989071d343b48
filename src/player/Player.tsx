/**
 * The shell round a figure: its title, its knobs, its pictures, and everything under them. It is drawn once when the site is
 * built, at the telling moment, and wakes in the browser when the figure comes near; nothing moves when it does.
 */
import {
  type KeyboardEvent,
  lazy,
  memo,
  type ReactNode,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import { AtRest } from '../figures/at-rest.ts';
import type { Selection } from '../figures/contract.ts';
import { placementsIn } from '../figures/rooms.ts';
import type { Model } from '../kernel/index.ts';
import { AboutLink } from './AboutLink.tsx';
import { Actions, AnotherSeed, Branches } from './Actions.tsx';
import { Fold } from './Fold.tsx';
import { NOT_FETCHED, withTakeAway } from './fetch-take-away.ts';
import type { FigureData } from './figure-data.ts';
import { readFragment } from './fragment.ts';
import { Keys, putKeysAway, toggleKeys } from './Keys.tsx';
import { KnobControls } from './KnobControls.tsx';
import { actOfKey, keepsKey } from './keys.ts';
import { useLabour } from './Labour.tsx';
import { Log } from './Log.tsx';
import { fetchModel, modelHere } from './models.ts';
import { Books, Now } from './Now.tsx';
import { OnePicture } from './OnePicture.tsx';
import { comparedParts, fetchParts, laboratoryParts } from './parts.ts';
import { Scrubber } from './Scrubber.tsx';
import { labelsOf, type Session } from './session.ts';
import { Transcript } from './Transcript.tsx';
import { SpeedChoice, ToTheEnd, Transport } from './Transport.tsx';
import { TheoryContext } from './theory-context.ts';
import { laneIndexAt, placeOfStep } from './timeline.ts';
import {
  type Live,
  type Send,
  useFocusInSight,
  useKeptFocus,
  useLive,
  useNarrow,
  useNews,
  usePauseWhenAway,
  usePlayer,
} from './use-player.ts';
import { useStepTime } from './use-step-time.ts';
import { Verdicts } from './Verdicts.tsx';
import { fetchPictures } from './views.ts';
import { placeInWords } from './words.ts';

interface Props {
  readonly figure: FigureData;
  /** The caption. */
  readonly children?: ReactNode;
}

export default function Player({ figure, children }: Props) {
  const model = modelHere(figure.simulation);
  const root = useRef<HTMLDivElement>(null);
  const [state, send, live] = usePlayer({
    model,
    recipe: figure.recipe,
    designs: figure.designs,
    place: figure.place,
    views: figure.views,
  });
  const { session, ...standing } = state;
  const { awake, playing } = standing;
  const { timeline, place } = session;
  const laboratory = figure.laboratory ? laboratoryParts() : undefined;
  const Knobs = laboratory?.LaboratoryKnobs ?? KnobControls;
  const compared = comparedParts();
  const labels = useMemo(
    () => labelsOf({ designs: figure.designs, kept: session.kept }),
    [figure.designs, session.kept],
  );
  const run = useMemo(
    () => runInWords({ model, recipe: session.recipe, timeline }, figure.laboratory),
    [model, session.recipe, timeline, figure.laboratory],
  );
  // Without knobs there is no row of them, and what leads back stands with what leads away.
  const isBare = !figure.laboratory && figure.knobs.length === 0;
  const theory = useMemo(() => ({ swept: figure.swept, measure: figure.measure, awake, send }), [figure, awake, send]);
  const narrow = useNarrow(root);
  const stepTime = useStepTime(state);
  const labour = useLabour({ root, session, awake, laboratory: figure.laboratory, send });
  usePauseWhenAway(root, playing, send);
  useNews(session);
  const keepFocus = useKeptFocus(root);
  useCounterexampleInView(root, session.recipe.schedule);
  useFragment(figure.id, model, awake, send);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.defaultPrevented || !awake || keepsKey(event.target as Element, event.key)) return;
    const { key, shiftKey, ctrlKey, altKey, metaKey } = event;
    const act = actOfKey({ key, shift: shiftKey, modified: ctrlKey || altKey || metaKey });
    if (act === undefined) return;
    event.preventDefault();
    if (key === 'Escape' && putKeysAway(event.currentTarget)) return;
    if (act === 'keys') toggleKeys(event.currentTarget, send);
    else send(act === 'toggle' ? { type: playing ? 'PAUSE' : 'PLAY' } : act);
  };
  const style = { '--step-time': `${stepTime}ms` } as React.CSSProperties; // a custom property is not in React's list
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and a section would be a landmark for every figure of a page
    <div
      ref={root}
      role="group"
      className={figure.laboratory ? 'player is-laboratory' : 'player'}
      aria-label="Player"
      tabIndex={-1}
      style={style}
      data-state={playing ? 'playing' : awake ? 'awake' : 'asleep'}
      onKeyDown={onKeyDown}
    >
      <header className="player-head">
        <p className="player-question" id={`${figure.id}-question`}>
          {figure.question}
        </p>
        <p className="player-run">{run}</p>
      </header>
      <AboutLink session={session} />
      {laboratory && <laboratory.ScenarioChoice session={session} awake={awake} send={send} />}
      {laboratory && (
        <laboratory.ViewChoice
          model={model}
          open={session.views}
          awake={awake}
          onToggle={(view) => send({ type: 'VIEW', view })}
        />
      )}
      <div className="player-bench">
        <div className="player-stage">
          <TheoryContext value={theory}>
            <Lanes figure={figure} live={live} narrow={narrow} keepFocus={keepFocus} send={send} />
          </TheoryContext>
          <div className="player-helm">
            <div className="player-transport">
              <Transport {...standing} send={send} />
              <Scrubber live={live} told={place} labels={labels} send={send} />
              <ToTheEnd {...standing} send={send} />
            </div>
            <div className="player-telling">
              <Now session={session} labels={labels} send={send} />
              <div className="player-where">
                {/* As wide as it will become: the sentence beside it keeps its lines. */}
                <p
                  className="player-place"
                  style={{ minWidth: `${placeInWords(timeline, timeline.length - 1).length}ch` }}
                >
                  {placeInWords(timeline, place)}
                </p>
                <SpeedChoice speed={session.speed} awake={awake} send={send} />
                <Keys />
              </div>
            </div>
          </div>
          {laboratory && <laboratory.WhatIsNext session={session} awake={awake} playing={playing} send={send} />}
          {(figure.laboratory || session.kept !== undefined) && (
            <compared.Wait>
              <compared.Results session={session} />
            </compared.Wait>
          )}
        </div>
        <Knobs figure={figure} session={session} awake={awake} send={send}>
          {!isBare && <Branches session={session} awake={awake} send={send} />}
        </Knobs>
        {laboratory && <laboratory.Faults session={session} awake={awake} send={send} />}
      </div>
      {session.problem !== undefined && <p className="player-note is-failed">{session.problem}</p>}
      <Verdicts
        timeline={timeline}
        place={place}
        labels={labels}
        watched={figure.laboratory ? undefined : session.watched}
        awake={awake}
        send={send}
      />
      {timeline.lanes.length > 1 && (
        <compared.Wait>
          <compared.Differences
            lanes={timeline.lanes}
            labels={labels}
            request={session.selection.request}
            awake={awake}
            send={send}
          />
        </compared.Wait>
      )}
      <Books timeline={timeline} place={place} labels={labels} />
      <noscript>
        <p className="player-noscript">
          Playing needs a script. The picture, the sentence, what holds, and the whole run as text are here without one.
        </p>
      </noscript>
      <Actions figure={figure} session={session} awake={awake} send={send}>
        {labour.buttons}
        <AnotherSeed seed={session.recipe.seed} awake={awake} send={send} />
        {isBare && <Branches session={session} awake={awake} send={send} />}
        {laboratory && <laboratory.Seed session={session} awake={awake} send={send} />}
      </Actions>
      {labour.panel}
      {children !== undefined && <div className="player-caption">{children}</div>}
      <div className="player-folds">
        <Fold summary="Event by event" open={figure.laboratory} kind={figure.laboratory ? undefined : 'scripted'}>
          {() =>
            (awake || figure.laboratory) && (
              <Log timeline={timeline} place={place} labels={labels} awake={awake} send={send} />
            )
          }
        </Fold>
        <Transcript timeline={timeline} labels={labels} />
        {model.leavesOut.length > 0 && (
          // Where figures are folded, one that is not says it for the page.
          <Fold summary="What this leaves out" kind={figure.folded ? 'scripted' : 'printed'}>
            {() =>
              (awake || !figure.folded) && (
                <ul>
                  {model.leavesOut.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )
            }
          </Fold>
        )}
        <Fold summary="Report a problem with this" kind="scripted">
          {(open) =>
            open && (
              <Suspense>
                <Report figure={figure.id} session={session} awake={awake} send={send} />
              </Suspense>
            )
          }
        </Fold>
      </div>
    </div>
  );
}

const NotFetched = () => <p>{NOT_FETCHED}</p>;
/** Comes when somebody has a problem. */
const Report = lazy(() => import('./Report.tsx').then((it) => ({ default: it.Report }), notHere));
const notHere = () => ({ default: NotFetched });

/** What a figure waits for before it wakes. When it cannot be fetched, the figure stays as it was built. */
Player.ready = async ({ figure }: Props): Promise<void> => {
  await Promise.all([
    fetchModel(figure.simulation),
    fetchPictures(figure.views, figure.simulation),
    fetchParts(figure),
  ]);
};

interface LanesProps {
  readonly figure: FigureData;
  readonly live: Live;
  readonly narrow: boolean | undefined;
  keepFocus(): void;
  readonly send: Send;
}

/**
 * View by view, a lane for each design: the same arrivals, the same luck, one playhead, and what is to be compared next to each
 * other. Drawn at every event.
 */
const Lanes = memo(function Lanes({ figure, live, narrow, keepFocus, send }: LanesProps) {
  useLayoutEffect(keepFocus);
  const root = useRef<HTMLDivElement>(null);
  const { session, awake } = useLive(live);
  const { timeline, place, selection, views } = session;
  const labels = labelsOf(session);
  const { Changes, Wait } = comparedParts();
  const layout = useMemo(
    () => ({
      ...figure.layout,
      ...(figure.rooms && placementsIn(figure.rooms, timeline.lanes)),
      ...(timeline.lanes.length > 1 && figure.low),
    }),
    [figure, timeline.lanes],
  );
  const onSelect = useCallback((chosen: Selection) => send({ type: 'SELECT', selection: chosen }), [send]);
  const seekIn = useMemo(
    () =>
      timeline.lanes.map(
        (_, lane) => (index: number) => send({ type: 'SEEK', place: placeOfStep(timeline, lane, index) }),
      ),
    [timeline, send],
  );
  useFocusInSight(root, timeline.lanes.length + views.length);
  return (
    <AtRest value={!awake}>
      <div ref={root} className="player-lanes" data-lanes={timeline.lanes.length} data-views={views.length}>
        {views.map((view, nth) => (
          <div key={view} className="player-view">
            {timeline.lanes.map((played, lane) => (
              <div
                // biome-ignore lint/suspicious/noArrayIndexKey: counted from the last, which is the reader's own run and stays when another comes above it
                key={timeline.lanes.length - lane}
                className="player-lane"
                {...(labels[lane] !== undefined && { role: 'group', 'aria-label': labels[lane] })}
              >
                {labels[lane] !== undefined && (
                  <p className="lane-label">
                    {labels[lane]}
                    {nth === 0 && lane > 0 && session.kept !== undefined && (
                      <Wait>
                        <Changes session={session} />
                      </Wait>
                    )}
                  </p>
                )}
                <OnePicture
                  name={timeline.lanes.length > 1 ? `${figure.id}-lane-${lane + 1}` : figure.id}
                  view={view}
                  built={figure.views.includes(view)}
                  played={played}
                  compared={timeline.lanes}
                  index={laneIndexAt(timeline, lane, place)}
                  layout={layout}
                  selection={selection}
                  narrow={narrow ?? figure.folded}
                  onSelect={onSelect}
                  onSeek={seekIn[lane] as (index: number) => void}
                />
              </div>
            ))}
          </div>
        ))}
      </div>
    </AtRest>
  );
});

/** What a reader needs to see the same again. */
function runInWords(
  { model, recipe, timeline }: Pick<Session, 'model' | 'recipe' | 'timeline'>,
  laboratory: boolean,
): string {
  const cut = timeline.lanes.some((lane) => lane.cutShort) ? 'the first ' : '';
  const events = `${timeline.length.toLocaleString('en')} ${timeline.length === 1 ? 'event' : 'events'}`;
  const parts = [model.id, `seed ${recipe.seed}`, `${cut}${events}`];
  if (recipe.schedule !== undefined) parts[1] = 'a chosen order';
  if (recipe.chosen !== undefined) parts[1] += ', order by hand';
  if (laboratory) parts.push(`trace ${timeline.lanes.map((lane) => lane.traceHash).join(' ')}`);
  return parts.join(' · ');
}

/** A counterexample that was just found is seen, wherever its button was. */
function useCounterexampleInView(root: RefObject<HTMLElement | null>, schedule: Session['recipe']['schedule']): void {
  useEffect(() => {
    if (schedule !== undefined) root.current?.querySelector('.player-lanes')?.scrollIntoView({ block: 'nearest' });
  }, [root, schedule]);
}

/** Opens what the page's address asks of this figure, now and when it changes. */
function useFragment(figure: string, model: Model, awake: boolean, send: Send): void {
  useEffect(() => {
    if (!awake) return;
    let latest = '';
    const follow = () => {
      const { hash } = location;
      latest = hash;
      const asked = readFragment(hash, figure);
      if (asked === undefined) return;
      if ('atUs' in asked) return send({ type: 'SEEK_TIME', atUs: asked.atUs });
      withTakeAway(send, ({ opening }) => {
        // Another address may have come meanwhile.
        if (latest === hash) send(opening(model, asked.run));
      });
    };
    follow();
    addEventListener('hashchange', follow);
    return () => {
      latest = '';
      removeEventListener('hashchange', follow);
    };
  }, [figure, model, awake, send]);
}
