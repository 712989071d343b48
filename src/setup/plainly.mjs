/**
 * What Astro prints, without what helps nobody who writes a page: where in Astro an error passed, links to Astro's own manual, a
 * line 0 that is none, and the same sentence twice. Our errors say in their first line what is wrong, where, and what to do.
 */
import { stripVTControlCharacters } from 'node:util';
import { inRepository } from './say.mjs';

const root = inRepository('');
const headed = /^\s*(?:Hint|Error reference):$/;

/** Takes text as it comes and gives whole lines to `print`. Returns what takes the text. @param {(text: string) => void} print */
export function plainly(print) {
  let rest = '';
  let heading = '';
  let said = '';
  const line = (text) => {
    const bare = stripVTControlCharacters(text);
    if (/^\s+at .*(?:\(|\/|<)/.test(bare) || /^\s*Stack trace:$/.test(bare)) return;
    if (headed.test(bare)) {
      heading = text;
      return;
    }
    if (heading !== '') {
      const isAstros = /docs\.astro\.build|MDX component encounters runtime errors/.test(bare);
      if (!isAstros) print(`${heading}\n`);
      heading = '';
      if (isAstros) return;
    }
    if (said !== '' && bare.trim() === said) return;
    said = /Caught error rendering \S+ (?:Error: )?(.*)$/.exec(bare)?.[1] ?? said;
    print(`${text.replace(root, '').replace(/(\.mdx?):0:0/, '$1')}\n`);
  };
  return (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) line(one);
  };
}
