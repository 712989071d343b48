/** The files of the repository as the tidy tests see them: text, code without comments and strings, imports. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

export interface Import {
  /** A path in the repository with its extension, or a package. */
  readonly target: string;
  readonly isPackage: boolean;
  /** Only types come from there: nothing is left of it when the program runs. */
  readonly isType: boolean;
  readonly line: number;
}

export interface SourceFile {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Line by line, without comments and without what stands in quotes. */
  readonly code: readonly string[];
  readonly imports: readonly Import[];
}

// A quote inside a comment, or a comment inside a quote, belongs to whatever began first.
const commentsAndStrings = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g;
const blank = (text: string) => text.replace(/[^\n]/g, ' ');
const isComment = (text: string) => text.startsWith('//') || text.startsWith('/*');

const withoutComments = (text: string) =>
  text.replace(commentsAndStrings, (found) => (isComment(found) ? blank(found) : found));

const importPatterns = [
  /(?:^|\n|;)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]/g,
  /\bimport\s*\(\s*(?:\/\*[^*]*\*\/\s*)?['"]([^'"]+)['"]/g,
  /\bnew URL\(\s*['"]([^'"]+\.tsx?)['"]/g,
  /@import\s+['"]([^'"]+\.css)['"]/g,
  // One of several paths that are named to `import.meta.glob`.
  /(?<=\n)\s+['"](\.\.?\/[^'"*]+\.tsx)['"],(?=\n)/g,
];

function resolve(importer: string, specifier: string): Omit<Import, 'line' | 'isType'> {
  const bare = specifier.replace(/\?.*$/, '');
  if (!bare.startsWith('.') && !bare.startsWith('/')) {
    return {
      target: bare.replace(/^((?:@[^/]+\/)?[^/]+).*$/, (whole, name) => (name === 'react-dom' ? whole : name)),
      isPackage: true,
    };
  }
  const target = bare.startsWith('/') ? bare.slice(1) : path.posix.join(path.posix.dirname(importer), bare);
  return { target, isPackage: false };
}

/** `import type …`, or `import('xstate').AnyStateMachine` where a type stands. */
const isTypeImport = (statement: string, rest: string): boolean =>
  /^[\n;]*\s*(?:import|export) type\s/.test(statement) ||
  (/^import\s*\(/.test(statement) && /^\s*\)\.[A-Z]/.test(rest));

function importsOf(file: string, text: string): Import[] {
  return importPatterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      ...resolve(file, match[1] as string),
      isType: isTypeImport(match[0], text.slice(match.index + match[0].length)),
      line: text.slice(0, match.index + match[0].length).split('\n').length,
    })),
  );
}

export function source(file: string, text: string): SourceFile {
  // Prose has apostrophes, which are no strings.
  const isProse = /\.mdx?$/.test(file);
  return {
    path: file,
    text,
    code: (isProse ? text : text.replace(commentsAndStrings, blank)).split('\n'),
    imports: importsOf(file, isProse ? text.replace(/^(```|~~~)[\s\S]*?^\1/gm, blank) : withoutComments(text)),
  };
}

const sourceCode = /\.(?:ts|tsx|mjs|js|astro|mdx|css)$/;

export function filesUnder(roots: readonly string[], pattern = sourceCode): SourceFile[] {
  return roots
    .filter((root) => existsSync(root))
    .flatMap((root) =>
      statSync(root).isFile()
        ? [root]
        : readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) =>
            path.posix.join(root, name.replaceAll(path.sep, '/')),
          ),
    )
    .filter((file) => pattern.test(file) && statSync(file).isFile())
    .sort()
    .map((file) => source(file, readFileSync(file, 'utf8')));
}
