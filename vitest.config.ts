import { defineConfig } from 'vitest/config';

/** Ends what hangs; no test is about time, and a machine that does other things may be ten times slower. In milliseconds. */
const patience = { testTimeout: 120_000, hookTimeout: 120_000 };

/** Two kinds of test: pure ones in Node, and those of components, which need a document. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: ['{src,simulations,case-studies,tests}/**/*.test.ts'],
          exclude: ['tests/site/**'],
          ...patience,
        },
      },
      {
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['{src,simulations,tests}/**/*.test.tsx'],
          ...patience,
        },
      },
    ],
  },
});
