/** Mermaid's drawings carry a stylesheet for everything it can draw. Here they become small, stable and unique on a page. */

const withoutNoise = (svg: string): string =>
  svg
    .replace(/ data-(?:points|id|et|edge|look|node|type)="[^"]*"/g, '')
    .replace(/ (?:style=""|font-style="normal"|font-weight="normal"|class="text-inner-tspan"|name="[^"]*")/g, '')
    .replace(/ node-undefined\b/g, '')
    .replace(/stroke-dasharray: 0 0 [\d. ]+;\s*stroke-dashoffset: 0;?/g, '')
    .replace(/(\d+\.\d{2})\d+/g, '$1');

const withoutUnusedMarkers = (svg: string): string =>
  svg.replace(/<(marker|filter|linearGradient|symbol) id="([^"]+)"[\s\S]*?<\/\1>/g, (whole, _tag, id) =>
    svg.includes(`#${id}`) ? whole : '',
  );

/** Does every class and every element that the selector names occur in the drawing? */
function canMatch(selector: string, classes: ReadonlySet<string>, tags: ReadonlySet<string>): boolean {
  // A look is taken out above; the page's root and a drawing within the drawing are not in it.
  if (/\[data-look|:root| svg$/.test(selector)) return false;
  const classesNamed = [...selector.matchAll(/\.([\w-]+)/g)].map(([, name]) => name as string);
  const rest = selector.replace(/#[\w-]+|\.[\w-]+|\[[^\]]*\]|:[\w-]+(\([^)]*\))?/g, ' ');
  const tagsNamed = (rest.match(/[a-zA-Z]+/g) ?? []).map((name) => name.toLowerCase());
  return classesNamed.every((name) => classes.has(name)) && tagsNamed.every((name) => tags.has(name));
}

function withoutUnusedRules(svg: string): string {
  const drawing = svg.replace(/<style>[\s\S]*?<\/style>/, '');
  const classes = new Set([...drawing.matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)));
  const tags = new Set([...drawing.matchAll(/<([A-Za-z]+)/g)].map(([, name = '']) => name.toLowerCase()));
  const keepUsed = (_rule: string, selectors: string, body: string): string => {
    if (body.trim() === '') return '';
    const used = selectors.split(',').filter((selector) => canMatch(selector, classes, tags));
    return used.length > 0 ? `${used.join(',')}{${body}}` : '';
  };
  return svg.replace(/<style>([\s\S]*?)<\/style>/, (_whole, css: string) => {
    // Nothing on the page moves by itself.
    const still = css.replace(/@(?:-webkit-)?keyframes[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    return `<style>${still.replace(/([^{}]+)\{([^{}]*)\}/g, keepUsed)}</style>`;
  });
}

/** Mermaid counts some ids per process and leaves others without a prefix: two diagrams on a page would collide. */
function withOwnIds(svg: string, root: string): string {
  const ids = new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string));
  ids.delete(root);
  const renamed = new Map([...ids].map((id, index) => [id, `${root}-${index.toString(36)}`]));
  const rename = (whole: string, before: string, id: string): string =>
    renamed.has(id) ? `${before}${renamed.get(id)}` : whole;
  return svg
    .replace(/(\sid=")([^"]+)/g, rename)
    .replace(/(url\(#|href="#|aria-(?:labelledby|describedby)=")([^)"]+)/g, rename);
}

export const tidySvg = (svg: string, root: string): string =>
  withOwnIds(withoutUnusedRules(withoutUnusedMarkers(withoutNoise(svg))), root);
