/**
 * The envelope of a link: `<schema>.<body>.<check>`. The body is JSON, packed, as base64url; the check is a hash of the body, so
 * that a link which lost a letter on its way is told from one that says something else.
 */
import { hashName } from '../chance.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { LinkError } from './link-error.ts';
import { pack, unpack } from './pack.ts';

/** Longer than any link that Faultline makes; a browser's address bar takes about as much. */
const MAX_LINK = 32_000;

export function seal(schema: number, payload: unknown): string {
  const body = toBase64Url(pack(inAscii(JSON.stringify(payload))));
  const text = `${schema}.${body}.${checkOf(schema, body)}`;
  if (text.length > MAX_LINK)
    throw new LinkError(
      `this run makes a link of ${text.length} characters; expected at most ${MAX_LINK}: export its trace instead`,
    );
  return text;
}

/** Throws a `LinkError` for text that is not a whole link. */
export function unseal(text: string): { readonly schema: number; readonly payload: unknown } {
  if (text.length > MAX_LINK)
    throw new LinkError(`this link has ${text.length} characters; expected at most ${MAX_LINK}`);
  const [, version, body, check] = /^([1-9]\d{0,3})\.([\w-]*)\.([\w-]*)$/.exec(text) ?? [];
  if (version === undefined || body === undefined)
    throw new LinkError(
      `"${excerpt(text)}" is not a link to a run; expected a version, a body and a check with dots between them: copy the whole link`,
    );
  const schema = Number(version);
  if (check !== checkOf(schema, body))
    throw new LinkError('this link is damaged: a part of it is missing or changed; copy the whole link again');
  return { schema, payload: parsed(body) };
}

/** Five base64url letters: 30 bits. */
function checkOf(schema: number, body: string): string {
  const hash = hashName(`${schema}.${body}`, 0x6661756c);
  return toBase64Url([hash >>> 24, (hash >>> 16) & 0xff, (hash >>> 8) & 0xff, hash & 0xff]).slice(0, 5);
}

function parsed(body: string): unknown {
  const bytes = fromBase64Url(body);
  const json = bytes && unpack(bytes);
  try {
    if (json !== undefined) return JSON.parse(json);
  } catch {
    // It is told like any other body that cannot be read.
  }
  throw new LinkError('this link cannot be read: its body is not what Faultline writes; copy the whole link again');
}

/** JSON needs nothing beyond ASCII: other letters have escapes. */
const inAscii = (json: string): string => json.replace(/[\u007f-\uffff]/g, escaped);
const escaped = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;

export const excerpt = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
