/** From the text of a diagram to one SVG for both themes. Only the worker thread may import this: see document.ts. */
import './document.ts';
import { fontFamily } from './fonts.ts';
import { merge } from './merge.ts';
import { type Theme, themeVariables } from './palette.ts';
import { tidySvg } from './tidy-svg.ts';

const { default: mermaid } = await import('mermaid');

async function drawing(text: string, id: string, theme: Theme): Promise<string> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    htmlLabels: false,
    deterministicIds: true,
    deterministicIDSeed: 'faultline',
    handDrawnSeed: 1,
    theme: 'base',
    themeVariables: themeVariables(theme, fontFamily),
    fontFamily,
    flowchart: { htmlLabels: false, curve: 'linear' },
  });
  const { svg } = await mermaid.render(id, text);
  return tidySvg(svg, id);
}

export const render = async (text: string, id: string): Promise<string> =>
  merge(await drawing(text, id, 'light'), await drawing(text, id, 'dark'));
