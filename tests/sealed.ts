/** Runs something where every source of chance and time but the kernel's own throws. */

type Banned = readonly [object: object, name: string, instead: string];
const banned: readonly Banned[] = [
  [Math, 'random', "a draw: world(scope).draw('what for')"],
  [Math, 'log', 'ln of the kernel'],
  [Math, 'exp', 'exp of the kernel'],
  [Math, 'pow', 'multiplication'],
  [Math, 'sin', 'a table'],
  [Math, 'cos', 'a table'],
  [globalThis, 'Date', 'now(scope)'],
  [performance, 'now', 'now(scope)'],
  [globalThis, 'setTimeout', 'a delayed transition'],
  [globalThis, 'setInterval', 'a delayed transition'],
  [globalThis, 'queueMicrotask', 'a delayed transition'],
];

/** Gives what `run` gives. Throws where it asks for chance or time that the kernel does not know of. */
export function sealed<T>(run: () => T): T {
  const kept = banned.map(([object, name]) => [object, name, Object.getOwnPropertyDescriptor(object, name)] as const);
  for (const [object, name, instead] of banned)
    Object.defineProperty(object, name, trap(inFull(object, name), instead));
  try {
    return run();
  } finally {
    for (const [object, name, descriptor] of kept) {
      // `performance.now` is inherited: without the trap it is there again.
      if (descriptor === undefined) Reflect.deleteProperty(object, name);
      else Object.defineProperty(object, name, descriptor);
    }
  }
}

/** As an author writes it: `Math.random`, `Date`. */
const inFull = (object: object, name: string): string =>
  object === Math ? `Math.${name}` : object === performance ? `performance.${name}` : name;

const trap = (said: string, instead: string): PropertyDescriptor => ({
  configurable: true,
  get: () => {
    throw new Error(`${said} was used during a run; a run may use nothing but its seed: use ${instead}`);
  },
});
