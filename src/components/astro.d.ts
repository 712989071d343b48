/** For the plain compiler, which does not read .astro files; `astro check` does. */
declare module '*.astro' {
  const component: (props: Record<string, unknown>) => unknown;
  export default component;
}
