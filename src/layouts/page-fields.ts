/** Which fields a page may have at a place in its head, read off the schemas: for a message about one that is misspelt. */
import { z } from 'astro/zod';
import { pageSchema } from './page-schema.ts';

/** "scope, nonGoals, functional"; nothing where the schema has no fields of its own. */
export function fieldsAt(head: { readonly page?: unknown }, to: readonly PropertyKey[]): string {
  const page = pageSchema.options.find(({ shape }) => shape.page.safeParse(head.page).success);
  const schema = to.reduce<unknown>((at, key) => inner(at, key), page);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : '';
}

function inner(schema: unknown, key: PropertyKey): unknown {
  const bare = unwrapped(schema);
  if (bare instanceof z.ZodObject) return unwrapped(bare.shape[String(key)]);
  return bare instanceof z.ZodArray ? unwrapped(bare.element) : undefined;
}

const unwrapped = (schema: unknown): unknown =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? unwrapped(schema.unwrap()) : schema;
