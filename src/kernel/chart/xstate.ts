/**
 * The only file of the kernel that imports XState at run time. Everybody else takes XState's functions from here, so what
 * the kernel needs of it can be read in one place.
 *
 * XState is pinned to one exact version: `shapes.ts` leans on fields of it that are not documented.
 */
export { and, createEmptyActor, emit, matchesState, not, or, sendTo, stateIn } from 'xstate';
