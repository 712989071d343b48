/** A script's statements, one by one. A semicolon in a text, a name, a comment or a function's body ends none. */

/** What may hold a semicolon and goes on to an end of its own. One that does not end takes the rest: PostgreSQL will say so. */
const WHOLE = [
  /--[^\n]*/y,
  /\b[eE]'(?:[^'\\]|\\[\s\S]|'')*(?:'|$)/y,
  /'(?:[^']|'')*(?:'|$)/y,
  /"(?:[^"]|"")*(?:"|$)/y,
  /\$([A-Za-z_]\w*)?\$[\s\S]*?(?:\$\1\$|$)/y,
];

/** Statements without their semicolons; what is only comments is none. */
export function splitStatements(script: string): readonly string[] {
  const found: string[] = [];
  let [from, depth, at, says] = [0, 0, 0, false];
  const end = (): void => {
    if (says) found.push(script.slice(from, at).trim());
    [from, depth, says] = [at + 1, 0, false];
  };
  while (at < script.length) {
    const whole = wholeAt(script, at);
    const char = script[at] as string;
    if (whole > 0) {
      says ||= !/^(?:--|\/\*)/.test(script.slice(at, at + 2));
      at += whole;
      continue;
    }
    if (char === ';' && depth === 0) end();
    else {
      depth += bodyDepth(script, at);
      says ||= char.trim() !== '';
    }
    at++;
  }
  end();
  return found;
}

/** How long the text, name, comment or body is that begins here; 0 where none does. */
function wholeAt(script: string, at: number): number {
  if (script.startsWith('/*', at)) return commentLength(script, at);
  // A dollar in the middle of a name begins nothing.
  if (script[at] === '$' && /\w/.test(script[at - 1] ?? '')) return 0;
  for (const whole of WHOLE) {
    whole.lastIndex = at;
    const [text] = whole.exec(script) ?? [];
    if (text !== undefined) return text.length;
  }
  return 0;
}

/** PostgreSQL's comments may stand in each other. */
function commentLength(script: string, from: number): number {
  let depth = 0;
  for (let at = from; at < script.length; at++) {
    const pair = script.slice(at, at + 2);
    if (pair === '/*') depth++;
    if (pair === '*/') depth--;
    if (pair === '/*' || pair === '*/') at++;
    if (depth === 0) return at + 1 - from;
  }
  return script.length - from;
}

/** A rule of several statements stands in parentheses. The body of an SQL function has no end that is told from others: it takes the rest. */
function bodyDepth(script: string, at: number): number {
  if (script[at] === '(') return 1;
  if (script[at] === ')') return -1;
  return ATOMIC.test(script.slice(Math.max(0, at - 1), at + 40)) ? 1 : 0;
}
const ATOMIC = /^\WBEGIN\s+ATOMIC\b/i;
