/**
 * Whether the reader still is where something was asked for: at the buttons of the figure, or at the figure as a whole because the
 * one that was pressed is gone. Whoever went elsewhere meanwhile is not fetched back.
 */
export function isWaitedFor(figure: Element | null | undefined): boolean {
  const { activeElement } = document;
  const isHere = figure?.contains(activeElement) ?? false;
  return isHere && (activeElement === figure || activeElement?.closest('.player-actions, .player-labour') !== null);
}
