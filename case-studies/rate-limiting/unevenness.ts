/** How unevenly a hash deals a few large things out over a few places: exact, and without powers or logarithms. */

/** How many of `things` the fullest of `places` holds at least, in half of all deals. */
export function fullest(things: number, places: number): number {
  let most = Math.ceil(things / places);
  while (chanceOfAtMost(most, things, places) < 0.5) most += 1;
  return most;
}

/** The chance that none of `places` holds more than `most`: place after place takes its part of what is left. */
export function chanceOfAtMost(most: number, things: number, places: number): number {
  let left = [...Array.from({ length: things }, () => 0), 1];
  for (let open = places; open > 0; open--) left = afterOnePlace(left, most, 1 / open);
  return left[0] ?? 0;
}

/** `chances[n]` that n things are left; the next place takes each of them with the chance `share`. */
function afterOnePlace(chances: readonly number[], most: number, share: number): number[] {
  const next = chances.map(() => 0);
  for (const [n, chance] of chances.entries())
    for (const [taken, part] of binomial(n, share, most).entries())
      next[n - taken] = (next[n - taken] ?? 0) + chance * part;
  return next;
}

/** The chances of 0, 1, … and at most `most` successes in `n` trials. */
function binomial(n: number, success: number, most: number): number[] {
  // The last place takes all that is left.
  if (success === 1) return n <= most ? [...Array.from({ length: n }, () => 0), 1] : [];
  let chance = 1;
  for (let i = 0; i < n; i++) chance *= 1 - success;
  const chances: number[] = [];
  for (let k = 0; k <= Math.min(n, most); k++) {
    chances.push(chance);
    chance *= ((n - k) / (k + 1)) * (success / (1 - success));
  }
  return chances;
}
