/**
 * How components become islands. The build draws them with React; in what browsers are sent Preact's React-compatible build
 * runs them, which weighs a fifth. In development React does, with its warnings and its refresh.
 */
import { fileURLToPath } from 'node:url';
import type { AstroIntegration, ViteUserConfig } from 'astro';

/** Has to stand before `react()`: the first renderer that knows a component draws it and wakes it. */
export const islands = (): AstroIntegration => ({
  name: 'islands',
  hooks: {
    'astro:config:setup': ({ addRenderer, addClientDirective, updateConfig }) => {
      addRenderer({
        name: 'islands',
        clientEntrypoint: fileURLToPath(new URL('./wake.ts', import.meta.url)),
        serverEntrypoint: '@astrojs/react/server.js',
      });
      addClientDirective({ name: 'near', entrypoint: fileURLToPath(new URL('./near.ts', import.meta.url)) });
      updateConfig({ vite: { plugins: [lightReact, checkedByTheBuild, inOnePiece] } });
    },
  },
});

type Plugin = NonNullable<ViteUserConfig['plugins']>[number];

const LIGHT: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/compat/jsx-runtime',
  // What React before 18 did not have, Preact has.
  'use-sync-external-store/shim': 'preact/compat',
};

/** Who imports React gets Preact, in the browser's part of a build and nowhere else. */
export const lightReact: Plugin = {
  name: 'light-react',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: {
    filter: { id: /^(react(-dom)?|use-sync-external-store)(\/|$)/ },
    handler(id, importer) {
      const light = LIGHT[id];
      return light === undefined ? null : this.resolve(light, importer, { skipSelf: true });
    },
  },
};

/** The build draws no page of a simulation whose definition or chart is wrong: in the browser they are not checked again. */
const checkedByTheBuild: Plugin = {
  name: 'checked-by-the-build',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  load: {
    filter: { id: /src[\\/]kernel[\\/](check-definition|chart[\\/]check-chart)\.ts$/ },
    handler: () => 'export const checkDefinition = () => {}, checkChart = checkDefinition;',
  },
};

/**
 * What every figure needs comes in one piece: left alone, the bundler cuts it into thirty by who else uses what, and thirty
 * small pieces are a tenth heavier than one. Preact apart, which islands without a figure need too, and what a page needs before
 * any figure is near.
 */
const groups = [
  { name: 'links', test: /src[\\/]player[\\/]follow-links\.ts$/, priority: 3 },
  { name: 'preact', test: /node_modules[\\/]preact/, priority: 2 },
  { name: 'player', test: /src[\\/]player[\\/]Player\.tsx$/, priority: 1 },
];

const inOnePiece: Plugin = {
  name: 'in-one-piece',
  configEnvironment: (name) =>
    name === 'client' ? { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } } : undefined,
};
