/**
 * Copies of contexts, which every assignment makes. The engine copies an object in one go when it knows its shape, and a
 * piece of code knows four shapes. So the same function stands here eight times, and machines take one in turn: each copies
 * few shapes, and a sweep is faster by a twentieth.
 */
type Context = Readonly<Record<string, unknown>>;
type Copier = (context: Context) => Record<string, unknown>;

const COPIERS: readonly Copier[] = [
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
  (context) => ({ ...context }),
];
const taken = new WeakMap<object, Copier>();
let turn = 0;

/** The same one for all assignments of a machine. */
export function copierFor(machine: object): Copier {
  let copier = taken.get(machine);
  if (copier === undefined) {
    copier = COPIERS[turn++ % COPIERS.length] as Copier;
    taken.set(machine, copier);
  }
  return copier;
}
