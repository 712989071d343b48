import { describe, expect, test } from 'vitest';
import { withoutHooks, withUprightEnds } from '../../src/mermaid/hooks.ts';

describe('a line of a chart that runs downwards', () => {
  test('meets its box upright, with room for the arrowhead', () => {
    const hooked = 'M96,54.19L96,129.32L175.33,143.47L175.33,152.39Q175.33,156.39 179.33,156.39L183.33,156.39';
    expect(withoutHooks(hooked)).toBe('M96,54.19L96,129.32L175.33,143.47L175.33,152.39');
  });

  test('leaves its box upright', () => {
    expect(withoutHooks('M203.02,311.12L209.25,311.12Q215.47,311.12 215.47,317.34L215.47,334.05')).toBe(
      'M215.47,311.12L215.47,317.34L215.47,334.05',
    );
  });

  test('keeps a way that is no hook', () => {
    const straight = 'M200,198.59L200,296.79';
    const along = 'M100,10L150,10Q157,10 157,17L157,60';
    expect([straight, along].map(withoutHooks)).toEqual([straight, along]);
  });
});

test('a chart that runs to the right is left alone', () => {
  const svg = '<path d="M0,0L6,0Q12,0 12,6L12,60" class="flowchart-link" marker-end="url(#a)">';
  expect(withUprightEnds(svg, 'flowchart LR\n  a --> b')).toBe(svg);
  expect(withUprightEnds(svg, 'flowchart TB\n  a --> b')).toContain('d="M12,0L12,6L12,60"');
});
