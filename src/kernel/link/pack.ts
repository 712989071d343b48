/**
 * Makes JSON in ASCII shorter: what has occurred before is pointed at. After Lempel and Ziv (1977), as plain as it can be:
 * a byte below 128 is a letter; one from 128 on is a length, and the distance back follows in one or two bytes. A schedule
 * repeats itself so much that its link becomes a third as long; a short recipe gains from the words that both sides know.
 */

/** What every text is taken to begin with. It is a part of the format: never change it, make another schema. */
const KNOWN =
  '"design""true""false"{"kind":"duplicate","probability":0."kind":"reorder","withinMs":"kind":"delay","byMs":"kind":"partition","oneWay":true"kind":"loss","kind":"skew","kind":"slow","factor":"kind":"knob","knob":"","value":"kind":"pause","component":"{"kind":"crash","atUs":10000000,"untilUs":20000000,"component":"","from":"*","to":"*"}]-1",{from:@,attempt:1,request:1,type:\\"REQUEST\\"}","@';

const SHORTEST = 3;
const LONGEST = SHORTEST + 127;
/** Two bytes of distance, seven bits each. */
const FARTHEST = 1 << 14;
/** How many earlier places are compared. */
const TRIES = 64;
/** What a text unpacks to at most: a link is never so long, so a forged one cannot fill the memory. */
const MAX_LENGTH = 400_000;

/** `text` has nothing beyond ASCII. */
export function pack(text: string): number[] {
  const all = KNOWN + text;
  const places = new Map<string, number[]>();
  const note = (at: number) => {
    const start = all.slice(at, at + SHORTEST);
    const known = places.get(start);
    if (known === undefined) places.set(start, [at]);
    else known.push(at);
  };
  for (let at = 0; at < KNOWN.length; at++) note(at);
  const bytes: number[] = [];
  for (let at = KNOWN.length; at < all.length; ) {
    const [length, distance] = longestMatch(all, at, places.get(all.slice(at, at + SHORTEST)) ?? []);
    const isWorth = length > SHORTEST || (length === SHORTEST && distance < 128);
    if (isWorth) bytes.push(128 + length - SHORTEST, ...distanceBytes(distance));
    else bytes.push(all.charCodeAt(at));
    for (const end = at + (isWorth ? length : 1); at < end; at++) note(at);
  }
  return bytes;
}

/** Undefined for bytes that `pack` cannot have made. */
export function unpack(bytes: readonly number[]): string | undefined {
  const all = [...KNOWN].map((letter) => letter.charCodeAt(0));
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i++] as number;
    if (byte < 128) {
      all.push(byte);
      continue;
    }
    const first = bytes[i++] ?? 0;
    const distance = first < 128 ? first : ((first & 127) << 7) | (bytes[i++] ?? 0);
    const length = byte - 128 + SHORTEST;
    if (distance < 1 || distance > all.length || all.length + length > MAX_LENGTH) return undefined;
    // Letter by letter: a match may reach into itself, as "aaaa" is one letter and a match at distance 1.
    for (let k = 0; k < length; k++) all.push(all[all.length - distance] as number);
  }
  return all
    .slice(KNOWN.length)
    .map((code) => String.fromCharCode(code))
    .join('');
}

function longestMatch(text: string, at: number, places: readonly number[]): [length: number, distance: number] {
  let best = 0;
  let distance = 0;
  for (let i = places.length - 1; i >= 0 && i >= places.length - TRIES; i--) {
    const place = places[i] as number;
    if (at - place >= FARTHEST) break;
    let length = 0;
    while (length < LONGEST && at + length < text.length && text[place + length] === text[at + length]) length++;
    if (length <= best) continue;
    best = length;
    distance = at - place;
  }
  return [best, distance];
}

const distanceBytes = (distance: number): number[] =>
  distance < 128 ? [distance] : [128 | (distance >> 7), distance & 127];
