import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Wakes when it comes near the screen, or the keyboard near it. */
    'client:near'?: boolean;
  }
}
