/** From the text of a diagram to one SVG for both themes. Only the worker thread may import this: see document.ts. */
import './document.ts';
import type { MermaidConfig } from 'mermaid';
import { fontFamily } from './fonts.ts';
import { withUprightEnds } from './hooks.ts';
import { merge } from './merge.ts';
import { type Theme, themeVariables } from './palette.ts';
import { tidySvg } from './tidy-svg.ts';

const { default: mermaid } = await import('mermaid');

/** At its natural size, whatever the page is: a wide drawing scrolls, so that its words stay readable. */
const natural = { useMaxWidth: false };
const text = { fontSize: 14, fontFamily };

/** What Mermaid's own stylesheet gets wrong on our paper: lines that shine through labels, outlined letters. */
const corrections = `
  .edgeLabel rect, .edgeLabel .label rect { opacity: 1; }
  text.actor, .actor-box, .messageText, .noteText, .loopText, .labelText { stroke: none; fill: inherit; }
  text.actor { font-weight: 600; }
`;

const settings: MermaidConfig = {
  startOnLoad: false,
  securityLevel: 'strict',
  suppressErrorRendering: true,
  deterministicIds: true,
  deterministicIDSeed: 'faultline',
  handDrawnSeed: 1,
  look: 'classic',
  theme: 'base',
  themeCSS: corrections,
  htmlLabels: false,
  ...text,
  flowchart: { ...natural, htmlLabels: false, nodeSpacing: 36, rankSpacing: 44, padding: 12 },
  sequence: {
    ...natural,
    mirrorActors: false,
    diagramMarginX: 8,
    diagramMarginY: 8,
    width: 120,
    height: 42,
    actorMargin: 56,
    messageFontSize: 14,
    actorFontSize: 14,
    actorFontWeight: 600,
    noteFontSize: 13,
    messageFontFamily: fontFamily,
    actorFontFamily: fontFamily,
    noteFontFamily: fontFamily,
  },
  state: natural,
  er: { ...natural, ...text },
  class: natural,
  timeline: natural,
};

/** Mermaid writes the words into most kinds of drawing and forgets them in a timeline. */
function withWords(svg: string, source: string, id: string): string {
  if (svg.includes('<title')) return svg;
  const said = (pattern: RegExp): string =>
    (pattern.exec(source)?.slice(1).find(Boolean) ?? '').trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const title = `<title id="${id}-title">${said(/^\s*accTitle\s*:(.*)$/m)}</title>`;
  const description = `<desc id="${id}-desc">${said(/^\s*accDescr\s*(?::(.*)$|\{([^}]*)\})/m)}</desc>`;
  const named = `<svg aria-labelledby="${id}-title" aria-describedby="${id}-desc"`;
  return svg.replace(/<svg/, named).replace(/(<svg[^>]*>)/, `$1${title}${description}`);
}

async function drawing(source: string, id: string, theme: Theme): Promise<string> {
  mermaid.initialize({ ...settings, themeVariables: themeVariables(theme, fontFamily) });
  const { svg } = await mermaid.render(id, source);
  return withUprightEnds(tidySvg(withWords(svg, source, id), id), source);
}

export const render = async (source: string, id: string): Promise<string> =>
  merge(await drawing(source, id, 'light'), await drawing(source, id, 'dark'));
