/**
 * What Astro prints, without what helps nobody who writes a page: where in the machinery an error passed, links to Astro's own manual, a
 * line 0 that is none, the same sentence twice, and warnings of the tools about each other. Our errors say in their first line what
 * is wrong, where, and what to do.
 */
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRepository } from './say.mjs';

const root = `${inRepository('.')}${path.sep}`;
const isFrame = /^\s+at .*(?:\(|\/|<)/;
// Frames of MDX have the lines of what it was compiled to.
const isAuthors = /\/(?:simulations|case-studies)\/[^/]+\/[^/]+\.tsx?:\d/;
const noise =
  /^\s*Stack trace:$|See full stack trace in the browser|If the code is in a framework component, try|^\s*See https:\/\/docs\.astro\.build|Shiki syntax highlighting uses inline styles|PromiseRejectionHandledWarning|node --trace-warnings|use --host to expose|Astro detected an unhandled rejection/;
const headed = /^\s*(?:Hint|Error reference):$/;

/** Astro's message about a page's head is Markdown, which only its own printer shows as bold, and names a field twice. @param {string} text */
const withoutMarkdown = (text) =>
  text
    .replace(/^(\s*)\*{4}: /, '$1')
    .replace(/(?:\*\*)?([\w.]+)\*\*: \*\*\1(?:\*\*)?(?=:)/, '$1')
    .replace(/\*\*([\w. →-]+)\*\*/g, '$1');

/** Takes text as it comes and gives whole lines to `print`. Returns what takes the text. @param {(text: string) => void} print */
export function plainly(print) {
  let rest = '';
  let heading = '';
  let said = '';
  const line = (text) => {
    const bare = stripVTControlCharacters(text);
    if ((isFrame.test(bare) && !isAuthors.test(bare)) || noise.test(bare)) return;
    if (headed.test(bare)) {
      heading = text;
      return;
    }
    if (heading !== '') {
      const isAstros =
        /docs\.astro\.build|Browser APIs are not available on the server|MDX component encounters runtime errors|Make sure your promises all have/.test(
          bare,
        );
      if (!isAstros) print(`${heading}\n`);
      heading = '';
      if (isAstros) return;
    }
    const sentence = bare
      .replace(/^[\d:]+ \[ERROR\] /, '')
      .replace(/^.*Caught error rendering \S+ /, '')
      .replace(/^\s*\w*Error: /, '')
      .trim();
    if (said !== '' && sentence === said) return;
    if (/ERROR|Error: /.test(bare)) said = sentence;
    print(
      `${withoutMarkdown(text)
        .replace(root, '')
        .replace(encodeURI(root), '')
        .replace(/(\.mdx?):0:0/, '$1')}\n`,
    );
  };
  return (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  };
}

/** Whoever mends the machinery itself wants to see where an error passed: STACK=1. @param {(text: string) => void} print */
export const plainlyUnlessAsked = (print) => (process.env.STACK === undefined ? plainly(print) : print);
