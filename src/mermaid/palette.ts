/**
 * The colours of diagrams are the site's own: read from tokens.css, given to Mermaid once light and once dark, and written
 * back into the drawing as the tokens' names, so that a diagram follows the theme without a script.
 */
import { readFileSync } from 'node:fs';

export type Theme = 'light' | 'dark';
type Token = string;

const css = readFileSync(new URL('../styles/tokens.css', import.meta.url), 'utf8');
const pairs = [...css.matchAll(/(--[a-z]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)];
const tokens = new Map<Token, Record<Theme, string>>(
  pairs.map(([, name, light, dark]) => [name as Token, { light: light as string, dark: dark as string }]),
);

function colour(name: Token, theme: Theme): string {
  const found = tokens.get(name);
  if (found === undefined)
    throw new Error(`no colour ${name} in src/styles/tokens.css; known: ${[...tokens.keys()].join(', ')}`);
  return found[theme];
}

/** `var(--ink)` when both are the two sides of a token, otherwise both. */
export function follow(light: string, dark: string): string {
  for (const [name, token] of tokens) if (token.light === light && token.dark === dark) return `var(${name})`;
  return light === dark ? light : `light-dark(${light},${dark})`;
}

/** Mermaid derives what it is not told with colour arithmetic of its own, so we tell it everything that we use. */
export function themeVariables(theme: Theme, fontFamily: string): Record<string, string | boolean> {
  const [paper, panel, ink, soft, rule, accent, waiting] = [
    'paper',
    'panel',
    'ink',
    'soft',
    'rule',
    'accent',
    'waiting',
  ].map((name) => colour(`--${name}`, theme)) as [string, string, string, string, string, string, string];
  return {
    darkMode: theme === 'dark',
    background: paper,
    fontFamily,
    fontSize: '14px',
    // flowchart
    primaryColor: panel,
    primaryTextColor: ink,
    primaryBorderColor: soft,
    secondaryColor: paper,
    secondaryTextColor: ink,
    secondaryBorderColor: rule,
    tertiaryColor: paper,
    tertiaryTextColor: ink,
    tertiaryBorderColor: rule,
    lineColor: soft,
    textColor: ink,
    titleColor: ink,
    mainBkg: panel,
    nodeBorder: soft,
    nodeTextColor: ink,
    clusterBkg: paper,
    clusterBorder: rule,
    edgeLabelBackground: paper,
    labelBackgroundColor: paper,
    // sequence
    actorBkg: panel,
    actorBorder: soft,
    actorTextColor: ink,
    actorLineColor: rule,
    signalColor: ink,
    signalTextColor: ink,
    sequenceNumberColor: paper,
    labelBoxBkgColor: panel,
    labelBoxBorderColor: rule,
    labelTextColor: ink,
    loopTextColor: ink,
    noteBkgColor: panel,
    noteTextColor: ink,
    noteBorderColor: waiting,
    activationBkgColor: rule,
    activationBorderColor: soft,
    // state
    transitionColor: soft,
    transitionLabelColor: ink,
    stateLabelColor: ink,
    stateBkg: panel,
    specialStateColor: ink,
    innerEndBackground: ink,
    altBackground: paper,
    compositeBackground: paper,
    compositeTitleBackground: panel,
    compositeBorder: rule,
    // entities and classes
    rowOdd: panel,
    rowEven: paper,
    attributeBackgroundColorOdd: panel,
    attributeBackgroundColorEven: paper,
    classText: ink,
    errorBkgColor: panel,
    errorTextColor: accent,
  };
}
