/** What a command talks to: standard output for the answer, standard error for everything else. */
import type { WriteStream } from 'node:tty';

export interface Terminal {
  /** Prints the answer, and nothing but the answer. */
  answer(text: string): void;
  /** One line on standard error. */
  complain(line: string): void;
  /** Shows how far it has come, where somebody is looking; the next line replaces it, an empty one wipes it off. */
  progress(line: string): void;
}

export function terminalOf(out: NodeJS.WritableStream, error: NodeJS.WritableStream): Terminal {
  const { isTTY = false, columns = 80 } = error as Partial<WriteStream>;
  return {
    answer: (text) => void out.write(`${text}\n`),
    complain: (line) => void error.write(`${line}\n`),
    progress: (line) => {
      if (isTTY) error.write(`\r\u001b[K${line.slice(0, columns - 1)}`);
    },
  };
}
