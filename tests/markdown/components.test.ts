import { mdxToJs } from 'satteri';
import { expect, test } from 'vitest';
import { knownComponents } from '../../src/markdown/components.ts';

const compile = (source: string) =>
  mdxToJs(source, {
    mdastPlugins: [knownComponents(new URL('../../src/components/for-authors.ts', import.meta.url))],
    fileURL: new URL(`file://${process.cwd()}/case-studies/a/b.mdx`),
  });

test('a component that nobody knows is refused with its line and those that are known', () => {
  expect(() => compile('One.\n\n<Figur simulation="x" />\n')).toThrow(
    /unknown component <Figur> in case-studies\/a\/b\.mdx:3; known without an import: .*Figure/,
  );
  expect(() => compile('One <Clam id="x" /> two.')).toThrow('unknown component <Clam> in case-studies/a/b.mdx:1');
});

test('one that is known, imported or an element of HTML is not', () => {
  expect(() => compile('import Mine from "./mine.tsx";\n\n<Mine />\n\n<Figure />\n\n<br />\n')).not.toThrow();
});
