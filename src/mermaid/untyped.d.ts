/** As much as we use of packages that come without types. */

declare module 'svgdom' {
  export function createHTMLWindow(): Window & {
    SVGGraphicsElement: {
      prototype: { getBBox: (this: SVGGraphicsElement) => DOMRect; getBoundingClientRect: unknown };
    };
  };
}

declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string);
    readonly window: Parameters<typeof import('dompurify').default>[0];
  }
}

declare module 'fontkit' {
  export interface Font {
    readonly ascent: number;
    readonly descent: number;
    readonly unitsPerEm: number;
    layout(text: string): { readonly glyphs: readonly { readonly advanceWidth: number }[] };
  }
  export function openSync(file: string): Font;
}
