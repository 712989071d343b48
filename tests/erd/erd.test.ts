/** A schema that PostgreSQL has run is read as it is, laid out, and told. */
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { indexFor, introspect } from '../../src/erd/introspect.ts';
import { layoutsOf } from '../../src/erd/layout.ts';
import { type Layout, meetsAt } from '../../src/erd/placed.ts';
import { slotsOf } from '../../src/erd/rails.ts';
import { manyOf, type Schema, tableNamed } from '../../src/erd/schema.ts';
import { found, litBy, neighbour, usesOf } from '../../src/erd/selection.ts';
import { keyInWords, schemaInWords, securityInWords } from '../../src/erd/words.ts';
import { openDatabase } from '../../src/sql/open.ts';

const SCRIPT = `
CREATE ROLE keeper; CREATE ROLE reader; CREATE SCHEMA zoo; GRANT USAGE ON SCHEMA zoo TO reader; SET search_path = zoo;
CREATE TABLE parks (park_id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE cages (park_id int NOT NULL REFERENCES parks, cage_id int GENERATED ALWAYS AS IDENTITY, size numeric(6,2) DEFAULT 4, PRIMARY KEY (park_id, cage_id));
CREATE TABLE animals (
  park_id int NOT NULL, animal_id int PRIMARY KEY, cage_id int, fed_at timestamptz, mother_id int REFERENCES animals ON DELETE SET NULL,
  CONSTRAINT lives_in FOREIGN KEY (park_id, cage_id) REFERENCES cages ON DELETE CASCADE, CHECK (animal_id > 0));
CREATE INDEX hungry ON animals (park_id, fed_at DESC) WHERE fed_at IS NOT NULL;
CREATE INDEX by_cage ON animals (cage_id, park_id, fed_at);
COMMENT ON TABLE animals IS 'Who lives here.'; COMMENT ON COLUMN animals.fed_at IS 'Last fed.'; COMMENT ON CONSTRAINT lives_in ON animals IS 'Behind bars.';
ALTER TABLE animals ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON animals FOR SELECT TO reader USING (park_id = 1); COMMENT ON POLICY own ON animals IS 'Mine.';
GRANT SELECT ON animals TO reader; GRANT SELECT (name) ON parks TO reader;`;

let database: PGlite;
let schema: Schema;
beforeAll(async () => {
  database = await openDatabase(SCRIPT);
  schema = await introspect(database);
}, 120_000);
afterAll(() => database.close());

describe('what is read', () => {
  test('tables, in the order in which they were made, and columns with their types', () => {
    expect(schema.tables.map(({ name }) => name)).toEqual(['parks', 'cages', 'animals']);
    expect(
      tableNamed(schema, 'cages').columns.map(({ name, type, nullable, identity }) => [name, type, nullable, identity]),
    ).toEqual([
      ['park_id', 'integer', false, false],
      ['cage_id', 'integer', false, true],
      ['size', 'numeric(6,2)', true, false],
    ]);
  });
  test('keys of one column and of several, with what a delete does', () => {
    expect(tableNamed(schema, 'cages').primaryKey?.columns).toEqual(['park_id', 'cage_id']);
    expect(tableNamed(schema, 'parks').uniques[0]?.columns).toEqual(['name']);
    expect(tableNamed(schema, 'animals').foreignKeys).toMatchObject([
      { columns: ['mother_id'], table: 'animals', onDelete: 'SET NULL', index: null },
      {
        name: 'lives_in',
        columns: ['park_id', 'cage_id'],
        targetColumns: ['park_id', 'cage_id'],
        onDelete: 'CASCADE',
        index: 'by_cage',
        comment: 'Behind bars.',
      },
    ]);
  });
  test('indexes with order and condition', () => {
    expect(tableNamed(schema, 'animals').indexes).toContainEqual({
      name: 'hungry',
      columns: ['park_id', 'fed_at DESC'],
      unique: false,
      where: '(fed_at IS NOT NULL)',
    });
  });
  test('policies, comments, checks and grants, those of columns too', () => {
    const animals = tableNamed(schema, 'animals');
    expect(animals.security).toBe('enabled');
    expect(animals.policies).toEqual([
      { name: 'own', command: 'SELECT', roles: ['reader'], using: '(park_id = 1)', check: null, comment: 'Mine.' },
    ]);
    expect(animals.comment).toBe('Who lives here.');
    expect(animals.checks).toEqual(['CHECK ((animal_id > 0))']);
    expect(tableNamed(schema, 'parks').grants).toEqual([{ role: 'reader', privileges: ['SELECT'], columns: ['name'] }]);
  });
  test('a partial index and one with another first column do not serve a foreign key', () => {
    const index = (columns: string[], where: string | null = null) => ({ name: 'one', columns, unique: false, where });
    expect(indexFor(['a', 'b'], [index(['b', 'a DESC', 'c'])])).toBe('one');
    expect(indexFor(['a', 'b'], [index(['a', 'c', 'b'])])).toBeNull();
    expect(indexFor(['a'], [index(['a'], 'a > 0')])).toBeNull();
  });
});

describe('the drawing', () => {
  const apart = ({ tables }: Layout) =>
    tables.every((a, i) =>
      tables
        .slice(i + 1)
        .every((b) => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y),
    );

  test.each(['wide', 'narrow'] as const)(
    '%s: no table lies on another, all are inside, every key has its line',
    (name) => {
      const layout = layoutsOf(schema)[name];
      expect(apart(layout)).toBe(true);
      expect(
        layout.tables.every(
          ({ x, y, width, height }) => x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height,
        ),
      ).toBe(true);
      expect(layout.relations).toHaveLength(3);
      expect(layout.relations.every(({ path }) => path.startsWith('M') && !path.includes('NaN'))).toBe(true);
    },
  );
  test('wide: no line runs through a table, and two keys of a table end at rows of their own', () => {
    const { tables, relations } = layoutsOf(schema).wide;
    for (const { path } of relations) {
      const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)(?=[MLA]|$)/g)].map(
        ([, x, y]) => [Number(x), Number(y)] as const,
      );
      const inside = points
        .slice(1)
        .flatMap(([x, y], i) => {
          const [fromX, fromY] = points[i] as readonly [number, number];
          return Array.from({ length: 50 }, (_, k) => [fromX + ((x - fromX) * k) / 50, fromY + ((y - fromY) * k) / 50]);
        })
        .filter(([x = 0, y = 0]) =>
          tables.some((box) => x > box.x + 1 && x < box.x + box.width - 1 && y > box.y && y < box.y + box.height),
        );
      expect(inside).toEqual([]);
    }
    const starts = relations.map(({ from, start }) => `${from} ${meetsAt(start)}`);
    expect(new Set(starts).size).toBe(starts.length);
  });
  test('wide: rails stand in the order in which fewest lines cross', () => {
    const strands = [
      { id: '1', owner: 'a', left: 10, right: 50 },
      { id: '2', owner: 'b', left: 40, right: 90 },
    ];
    expect(slotsOf(strands)).toEqual(
      new Map([
        ['b', 0],
        ['a', 1],
      ]),
    );
  });
  test('what is referred to stands left', () => {
    const { tables } = layoutsOf(schema).wide;
    expect(tables.map(({ x }) => x)).toEqual(tables.map(({ x }) => x).toSorted((a, b) => a - b));
  });
});

describe('what a reader chooses', () => {
  test('a table lights its keys both ways, a key only itself', () => {
    expect([...(litBy(schema, { table: 'cages' })?.tables ?? [])].toSorted()).toEqual(['animals', 'cages', 'parks']);
    expect([...(litBy(schema, { table: 'animals', key: 'lives_in' })?.relations ?? [])]).toEqual(['animals.lives_in']);
  });
  test('search looks into names of columns and indexes, and into comments', () => {
    const names = (text: string) => found(schema, text).map(({ name }) => name);
    expect(names('cage_id')).toEqual(['cages', 'animals']);
    expect(names('hungry')).toEqual(['animals']);
    expect(names('LAST FED')).toEqual(['animals']);
    expect(names(' ')).toEqual([]);
  });
  test('arrow keys go to the next table, and stop at the edge', () => {
    const { wide } = layoutsOf(schema);
    expect(neighbour(wide, 'parks', 'ArrowRight')).toBe('cages');
    expect(neighbour(wide, 'parks', 'ArrowLeft')).toBeUndefined();
  });
  test('a key is used by statements that name both of its tables', () => {
    const uses = [
      { href: '#1', title: 'one', tables: ['cages'] },
      { href: '#2', title: 'two', tables: ['cages', 'animals'] },
    ];
    expect(usesOf(uses, schema, { table: 'animals', key: 'lives_in' }).map(({ title }) => title)).toEqual(['two']);
    expect(usesOf(uses, schema, { table: 'cages' })).toHaveLength(2);
  });
});

describe('in words', () => {
  const animals = () => tableNamed(schema, 'animals');
  test('a key says how many, what a delete does, and what the tenant in it means', () => {
    const [, key] = animals().foreignKeys as [unknown, (typeof schema.tables)[number]['foreignKeys'][number]];
    expect(keyInWords(animals(), key, 'park_id').join(' ')).toBe(
      'animals (park_id, cage_id) refers to cages (park_id, cage_id). A row of animals has at most one row of cages; a row of cages has any number of rows of animals. The key carries park_id, so both rows belong to the same tenant. A row of another tenant does not exist for animals: 23503. Removing a row of cages removes the rows of animals with it. Found through the index by_cage. Behind bars.',
    );
  });
  test('how many stand at each end follows from NULL and from what is unique', () => {
    const key = { name: 'one', columns: ['park_id', 'cage_id'] };
    expect(manyOf(animals(), key)).toEqual({ optional: true, unique: false });
    expect(manyOf(tableNamed(schema, 'cages'), key)).toEqual({ optional: false, unique: true });
    expect(manyOf(tableNamed(schema, 'cages'), { ...key, columns: ['park_id'] })).toMatchObject({ unique: false });
  });
  test('a key without an index says what it costs', () => {
    const [key] = animals().foreignKeys;
    expect(keyInWords(animals(), key as NonNullable<typeof key>, undefined).join(' ')).toContain(
      'No whole index begins with mother_id: removing a row of animals reads all of animals.',
    );
  });
  test('an index that begins with some of the key narrows what is read', () => {
    const [, key] = animals().foreignKeys;
    const begins = { name: 'by_park', columns: ['park_id', 'fed_at'], unique: false, where: null };
    const without = { ...(key as NonNullable<typeof key>), index: null };
    expect(keyInWords({ ...animals(), indexes: [begins] }, without, undefined).join(' ')).toContain(
      'removing a row of cages reads every row of animals with the same park_id.',
    );
  });
  test('security says whether the owner is bound', () => {
    expect(securityInWords(animals())).toContain('everybody but postgres, the owner');
    expect(securityInWords(tableNamed(schema, 'parks'))).toContain('No row-level security');
    expect(schemaInWords(schema)).toBe(
      '3 tables, 3 foreign keys between them, 1 with row-level security: parks, cages, animals.',
    );
  });
});
