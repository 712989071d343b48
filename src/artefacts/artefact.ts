/** Files of a study that tests execute, as the pages print them: found by path, with the test that names them. */

const files = import.meta.glob<string>('/case-studies/*/*.{lua,sql,yaml}', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const tests = import.meta.glob<string>('/tests/artefacts/*.test.ts', { eager: true, query: '?raw', import: 'default' });

const LANGUAGES = { lua: 'lua', sql: 'sql', yaml: 'yaml' } as const;
type Extension = keyof typeof LANGUAGES;

const HOW: Readonly<Record<Extension, string>> = {
  lua: 'Run on a real Redis, where one is installed, by',
  sql: 'Run by PostgreSQL, by',
  yaml: 'Its examples are held against its schemas by',
};

export interface Artefact {
  readonly text: string;
  readonly language: (typeof LANGUAGES)[Extension];
  /** A sentence: how it is executed, and by which test. */
  readonly executedBy: string;
}

/** Throws for a file or lines that are not there, and for a file that no test names: then nobody executes it. */
export function artefactOf(study: string, file: string, lines?: string): Artefact {
  const path = `case-studies/${study}/${file}`;
  const text = files[`/${path}`];
  if (text === undefined)
    throw new Error(`<Artefact file="${file}"> in case-studies/${study}: no such file; known: ${knownIn(study)}`);
  const test = Object.entries(tests).find(([, source]) => source.includes(path))?.[0];
  if (test === undefined)
    throw new Error(
      `<Artefact file="${file}"> in case-studies/${study}: no test in tests/artefacts reads ${path}; a page shows only what is executed`,
    );
  // The glob above lets no other ending through.
  const extension = file.split('.').at(-1) as Extension;
  return {
    text: cut(text, lines, path),
    language: LANGUAGES[extension],
    executedBy: `${HOW[extension]} ${test.slice(1)}.`,
  };
}

const knownIn = (study: string): string =>
  Object.keys(files)
    .filter((path) => path.startsWith(`/case-studies/${study}/`))
    .map((path) => path.split('/').at(-1))
    .join(', ') || 'none';

function cut(text: string, lines: string | undefined, path: string): string {
  if (lines === undefined) return text.trimEnd();
  const all = text.trimEnd().split('\n');
  const [, from, to] = /^(\d+)-(\d+)$/.exec(lines) ?? [];
  if (!(Number(from) >= 1 && Number(to) >= Number(from) && Number(to) <= all.length))
    throw new Error(`lines="${lines}" of ${path}: expected "from-to" within 1 to ${all.length}`);
  return all.slice(Number(from) - 1, Number(to)).join('\n');
}
