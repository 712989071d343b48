import { defineConfig } from 'vitest/config';

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
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'components',
          environment: 'happy-dom',
          include: ['{src,simulations,tests}/**/*.test.tsx'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
