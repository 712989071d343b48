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
    'astro:config:setup': ({ addRenderer, updateConfig }) => {
      addRenderer({
        name: 'islands',
        clientEntrypoint: fileURLToPath(new URL('./wake.ts', import.meta.url)),
        serverEntrypoint: '@astrojs/react/server.js',
      });
      updateConfig({ vite: { plugins: [lightReact] } });
    },
  },
});

const LIGHT: Readonly<Record<string, string>> = {
  react: 'preact/compat',
  'react-dom': 'preact/compat',
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/compat/jsx-runtime',
};

/** Who imports React gets Preact, in the browser's part of a build and nowhere else. */
export const lightReact: NonNullable<ViteUserConfig['plugins']>[number] = {
  name: 'light-react',
  enforce: 'pre',
  apply: 'build',
  applyToEnvironment: ({ name }) => name === 'client',
  resolveId: {
    filter: { id: /^react(-dom)?(\/|$)/ },
    handler(id, importer) {
      const light = LIGHT[id];
      return light === undefined ? null : this.resolve(light, importer, { skipSelf: true });
    },
  },
};
