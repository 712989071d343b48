/** A component that a page writes and nobody knows is refused with its place and with those that are known. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin, type PluginFactoryContext } from 'satteri';

/** As the file lists them: it imports Astro's files, which only Astro can load. */
const namesIn = (file: URL): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^import (\w+) from/gm)].flatMap(([, name]) => name ?? []);

interface Written {
  readonly name: string | null;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

type Page = Pick<PluginFactoryContext, 'source' | 'fileURL'>;

/** `listedIn` is the file that imports what every page may write. */
export function knownComponents(listedIn: URL) {
  const forAuthors = namesIn(listedIn);
  return (page: Page) => checked(page, forAuthors);
}

function checked({ source, fileURL }: Page, forAuthors: readonly string[]) {
  const imports = source.match(/^import .*$/gm)?.join() ?? '';
  const isKnown = (name: string): boolean =>
    !/^[A-Z]/.test(name) || forAuthors.includes(name) || new RegExp(`\\b${name}\\b`).test(imports);
  const check = ({ name, position }: Written): undefined => {
    if (name === null || isKnown(name)) return;
    const file = fileURL === undefined ? 'a page' : path.relative(process.cwd(), fileURLToPath(fileURL));
    const place = position === undefined ? file : `${file}:${position.start.line}`;
    throw new Error(`unknown component <${name}> in ${place}; known without an import: ${forAuthors.join(', ')}`);
  };
  return defineMdastPlugin({
    name: 'known-components',
    options: { position: true },
    mdxJsxFlowElement: check,
    mdxJsxTextElement: check,
  });
}
