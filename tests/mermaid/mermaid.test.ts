import { describe, expect, test } from 'vitest';
import { DiagramError, draw } from '../../src/mermaid/draw.ts';

const words = 'accTitle: A title\n  accDescr: A description';

const diagrams = {
  flowchart: `flowchart LR\n  ${words}\n  subgraph edge [The edge]\n    client[Client] -->|asks| limiter[(Counters)]\n  end`,
  sequenceDiagram: `sequenceDiagram\n  ${words}\n  Client->>Limiter: 100 requests\n  note over Limiter: the minute ends\n  Limiter-->>Client: admitted`,
  'stateDiagram-v2': `stateDiagram-v2\n  ${words}\n  [*] --> closed\n  closed --> open: five failures\n  open --> closed: cooled down`,
  erDiagram: `erDiagram\n  ${words}\n  TENANT ||--o{ KEY : owns\n  KEY {\n    uuid id PK\n    int limit\n  }`,
  classDiagram: `classDiagram\n  ${words}\n  Limiter <|-- Window\n  Limiter : +admit() bool`,
  timeline: `timeline\n  ${words}\n  2019 : one counter\n  2021 : two regions`,
};

describe.each(Object.entries(diagrams))('%s', (_kind, text) => {
  test('is one drawing for both themes, in the colours and the font of the site', async () => {
    const svg = await draw(text);
    expect(svg).toContain('var(--ink)');
    expect(svg).toContain('var(--font-ui)');
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('keeps its words for readers who cannot see it', async () => {
    const svg = await draw(text);
    expect(svg).toMatch(/<title[^>]*>A title<\/title>/);
    expect(svg).toMatch(/<desc[^>]*>A description<\/desc>/);
  });

  test('has ids of its own', async () => {
    const ids = [...(await draw(text)).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string);
    const others = [...(await draw(`${text}\n%% another`)).matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id as string);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => others.includes(id))).toEqual([]);
  });

  test('is the same every time', async () => {
    expect(await draw(text)).toBe(await draw(text));
  });
});

test('a wrong diagram says in which line', async () => {
  const wrong = draw(`flowchart LR\n  ${words}\n  client[Client --> limiter`);
  await expect(wrong).rejects.toBeInstanceOf(DiagramError);
  await expect(wrong).rejects.toMatchObject({ line: expect.any(Number) });
});
