/** A component that a page writes and nobody knows is refused with its place and with those that are known. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin, type PluginFactoryContext } from 'satteri';

/** As for-authors.ts lists them: it imports Astro's files, which only Astro can load. */
const forAuthors = [
  ...readFileSync(new URL('../components/for-authors.ts', import.meta.url), 'utf8').matchAll(/^import (\w+) from/gm),
].map(([, name]) => name);

interface Written {
  readonly name: string | null;
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

export function knownComponents({ source, fileURL }: Pick<PluginFactoryContext, 'source' | 'fileURL'>) {
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
