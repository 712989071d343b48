/** What is said of a simulation that cannot be loaded, or that threw: what is wrong, and where in the author's own files. */

/** `folder` is where the simulations are. The way through the machinery helps only those who mend it: `whole` shows it. */
export function describeFailure(error: unknown, folder: URL, whole: boolean): string {
  if (!(error instanceof Error)) return String(error);
  if (whole) return chainOf(error).map(stackOf).join('\ncaused by ');
  const own = chainOf(error).map((one) => stackOf(one).split('\n').filter(isFrameIn(folder)));
  // The innermost error was thrown nearest to the mistake.
  const frames = own.findLast((lines) => lines.length > 0) ?? [];
  const shown = frames.slice(0, 3).map((line) => line.replace(`${parentOf(folder)}`, ''));
  return [headOf(error), ...shown, 'STACK=1 before the command shows the whole way there.'].join('\n');
}

const stackOf = ({ stack, name, message }: Error): string => stack ?? `${name}: ${message}`;
const chainOf = (error: Error): Error[] => [error, ...(error.cause instanceof Error ? chainOf(error.cause) : [])];
const isFrameIn = (folder: URL) => (line: string) => /^\s+at /.test(line) && line.includes(folder.href);
const parentOf = (folder: URL): string => new URL('..', folder).href;

/** A file that cannot be read has its line before the name of the error. */
function headOf({ name, message, stack = '' }: Error): string {
  const before = stack.slice(0, stack.indexOf(name)).trimEnd();
  const said = name === 'Error' ? message : `${name}: ${message}`;
  return before === '' ? said : `${before.replace(/^file:\/\//, '')}\n${said}`;
}
