import { Component, type ReactNode } from 'react';

interface Props {
  /** Another moment is another chance. */
  readonly moment: unknown;
  readonly children: ReactNode;
}
interface State {
  readonly problem: string | undefined;
}

/** A picture that cannot be drawn says so and leaves the rest of the figure standing. While the site is built it fails the build. */
export class PictureBoundary extends Component<Props, State> {
  override state: State = { problem: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { problem: error.message };
  }

  override componentDidUpdate(before: Props): void {
    if (before.moment !== this.props.moment && this.state.problem !== undefined) this.setState({ problem: undefined });
  }

  override render(): ReactNode {
    const { problem } = this.state;
    return problem === undefined ? (
      this.props.children
    ) : (
      <p className="player-note is-failed">This picture cannot be drawn at this moment: {problem}</p>
    );
  }
}
