import type { Step } from '../../src/kernel/index.ts';

export const narrate = (_step: Step): string | undefined => undefined;
