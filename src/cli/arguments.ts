/** Reads a command's options, and says what is wrong with them in one line. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage.ts';

/** `parseArgs` of `node:util`, with its mistakes told in our words. `command` is named in them. */
export function readArguments<const O extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: O,
) {
  const parsed = parsedOr(command, args, options);
  for (const name of Object.keys(options)) {
    const given = parsed.tokens.filter((token) => token.kind === 'option' && token.name === name).length;
    if (given > 1 && !options[name]?.multiple)
      throw new UsageError(`--${name} of ${command} is given ${given} times; expected it once: leave out all but one`);
  }
  return parsed;
}

function parsedOr<const O extends ParseArgsOptionsConfig>(command: string, args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new UsageError(inOurWords(command, error as Error & { code?: string }, Object.keys(options)));
  }
}

function inOurWords(command: string, error: Error & { code?: string }, known: readonly string[]): string {
  const option = /'(-[^ '<]*)/.exec(error.message)?.[1] ?? '';
  const options = known.map((name) => `--${name}`).join(', ');
  if (error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION')
    return `unknown option ${option} of ${command}; known: ${options}`;
  if (/argument (?:is ambiguous|missing)/.test(error.message))
    return `${option} of ${command} needs a value: ${option}=VALUE; known options: ${options}`;
  if (/does not take an argument/.test(error.message))
    return `${option} of ${command} takes no value: leave it out after ${option}`;
  return `${command}: ${error.message.split(/[.\n]/)[0]}; known options: ${options}`;
}

/** The only positional argument of `command`. Throws when it is missing, or when there are more. */
export function onlyPositional(
  command: string,
  what: string,
  positionals: readonly string[],
  known: readonly string[],
): string {
  const [first, ...others] = positionals;
  const hint = known.length > 0 ? `; known: ${known.join(', ')}` : '';
  if (first === undefined) throw new UsageError(`${command} needs ${what}${hint}`);
  if (others.length > 0)
    throw new UsageError(`${command} takes one ${what.replace(/^an? /, '')}; unexpected: ${quoted(others)}`);
  return first;
}

/** What nobody asked for, so that an empty word is seen, too. */
export const quoted = (words: readonly string[]): string => words.map((word) => `"${word}"`).join(' ');

/** A whole number from `min` to `max`. */
export function readWhole(name: string, text: string, min: number, max: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text.trim()) && value >= min && value <= max) return value;
  throw new UsageError(`${name} is "${text}"; expected a whole number from ${min} to ${max}`);
}

/** `knob=value` pairs, each knob once. */
export function readPairs(option: string, texts: readonly string[]): [name: string, value: string][] {
  const pairs = texts.map((text): [string, string] => {
    const at = text.indexOf('=');
    if (at > 0) return [text.slice(0, at), text.slice(at + 1)];
    throw new UsageError(`${option} is "${text}"; expected knob=value`);
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice === undefined) return pairs;
  throw new UsageError(
    `${option} has the knob "${twice}" more than once; expected each knob once: leave out all but one`,
  );
}
