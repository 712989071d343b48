/**
 * ```mermaid fences become inline SVG while the page is built: no browser, no script for the reader.
 *
 * A diagram that does not parse, is of a kind that we cannot measure, or does not say in words what it shows fails the build
 * with its file and line. `accTitle` names the picture; `accDescr` tells someone who cannot see it what is connected to what.
 */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineMdastPlugin } from 'satteri';
import { DiagramError, draw } from './draw.ts';

const kinds = ['flowchart', 'sequenceDiagram', 'stateDiagram-v2', 'erDiagram', 'classDiagram', 'timeline'];

const requirements = [
  {
    holds: (text: string) => kinds.some((kind) => new RegExp(`^\\s*(?:%%.*\\n\\s*)*${kind}\\b`).test(text)),
    message: `this kind of diagram cannot be drawn at build time; known: ${kinds.join(', ')}`,
  },
  {
    holds: (text: string) => /^\s*accTitle\s*:\s*\S/m.test(text),
    message: 'a diagram needs a title in words: add a line "accTitle: What the picture shows" under its first line',
  },
  {
    holds: (text: string) => /^\s*accDescr\s*(?::\s*\S|\{)/m.test(text),
    message:
      'a diagram needs a description for readers who cannot see it: add a line "accDescr: What is connected to what"',
  },
];

function failure(file: URL | undefined, line: number, message: string): Error {
  const absolute = file ? fileURLToPath(file) : undefined;
  const where = absolute ? path.relative(process.cwd(), absolute) : 'a page';
  const error = new Error(`${where}:${line}: ${message}`);
  return Object.assign(error, { name: 'DiagramError', loc: { file: absolute, line, column: 1 } });
}

/** What runs from left to right on a wide screen runs downwards on a phone. The stylesheet shows one of the two. */
async function boxes(text: string): Promise<string> {
  const wide = box('diagram', await draw(text));
  const downwards = text.replace(/^(\s*(?:%%.*\n\s*)*flowchart\s+)(?:LR|RL)\b/, '$1TB');
  return downwards === text ? wide : wide + box('diagram of-phones', await draw(downwards));
}

/** It scrolls when it is wider than its place, so it has to be reachable by the keyboard. */
function box(classes: string, svg: string): string {
  const width = /<svg[^>]*?\swidth="([\d.]+)"/.exec(svg)?.[1] ?? '0';
  return `<div class="${classes}" style="--natural:${Math.ceil(Number(width))}px" tabindex="0" role="group" aria-label="Diagram, scrolls sideways">${svg}</div>`;
}

export const mermaidFences = defineMdastPlugin({
  name: 'mermaid-fences',
  options: { position: true },
  async code(node, context) {
    if (node.lang !== 'mermaid') return undefined;
    const line = node.position?.start.line ?? 0;
    const missing = requirements.find(({ holds }) => !holds(node.value));
    if (missing) throw failure(context.fileURL, line, missing.message);
    let html: string;
    try {
      html = await boxes(node.value);
    } catch (error) {
      const inside = error instanceof DiagramError ? (error.line ?? 0) : 0;
      throw failure(context.fileURL, line + inside, `mermaid diagram does not parse\n${(error as Error).message}`);
    }
    if (context.sourceFormat !== 'mdx') return { raw: html, mdxExpressions: false };
    return {
      type: 'mdxJsxFlowElement',
      name: 'Fragment',
      attributes: [{ type: 'mdxJsxAttribute', name: 'set:html', value: html }],
      children: [],
    };
  },
});
