/** case-studies/rate-limiting/openapi.yaml: its examples against its own schemas, and against what the limiter says. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ALGORITHMS, type Algorithm, decide, NOTHING, type Policy } from '../../simulations/rate-limiter/algorithms.ts';
import { fieldsOf } from '../../simulations/rate-limiter/fields.ts';

interface Header {
  readonly schema: object;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: {
    readonly headers: Readonly<Record<string, Header>>;
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses: { readonly TooManyRequests: Response };
  };
}
interface Response {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly content: Readonly<
    Record<string, { readonly examples: Readonly<Record<string, { readonly value: object }>> }>
  >;
}

const text = readFileSync('case-studies/rate-limiting/openapi.yaml', 'utf8');
const api = parse(text) as Document;
const { headers, schemas, responses } = api.components;

const ajv = new Ajv2020({ allErrors: true, strict: true });
ajv.addSchema({ $id: 'openapi', components: { schemas } }, 'openapi', false, false);
const mistakes = (schema: object, value: unknown): string[] => {
  const validate = ajv.compile(schema);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};
const problem = schemas.Problem as object;
const usedUp = responses.TooManyRequests.content['application/problem+json']?.examples.usedUp?.value as object;

test('every reference leads somewhere', () => {
  const lost = [...text.matchAll(/\$ref: "#\/([^"]+)"/g)]
    .map(([, path]) => path as string)
    .filter(
      (path) => path.split('/').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], api) === undefined,
    );
  expect(lost).toEqual([]);
});

const examplesOf = ({ example, examples = {} }: Header): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

test.each(Object.entries(headers))('the examples of %s are what its schema allows', (_, header) => {
  expect(examplesOf(header)).not.toEqual([]);
  for (const example of examplesOf(header)) expect(mistakes(header.schema, example)).toEqual([]);
});

test('the example of a refusal is what its schema allows', () => {
  expect(mistakes(problem, usedUp)).toEqual([]);
});

test.each([
  ['of another type', { ...usedUp, type: 'about:blank' }],
  ['that names no policy', { ...usedUp, 'violated-policies': [] }],
  ['with another status', { ...usedUp, status: 503 }],
  ['that tells about other tenants', { ...usedUp, busiestTenant: 'acme' }],
])('a refusal %s is not', (_, body) => {
  expect(mistakes(problem, JSON.parse(JSON.stringify(body)))).not.toEqual([]);
});

const POLICY: Policy = { algorithm: 'gcra', limit: 100, windowUs: 60_000_000, burst: 20 };
function afterBurst() {
  let decision = decide(POLICY, NOTHING, 0);
  while (decision.admitted) decision = decide(POLICY, decision.memory, 0);
  return decision;
}

test('the examples are what the simulated limiter says in that situation', () => {
  expect(fieldsOf('default', POLICY, afterBurst(), 0)).toEqual({
    'Retry-After': String(headers['Retry-After']?.example),
    'RateLimit-Policy': headers['RateLimit-Policy']?.example,
    RateLimit: headers.RateLimit?.examples?.refused?.value,
  });
  const first = fieldsOf('default', POLICY, decide(POLICY, NOTHING, 0), 0);
  expect(first.RateLimit).toBe(headers.RateLimit?.examples?.first?.value);
});

test('whatever the simulated limiter says, the schemas allow', () => {
  for (const algorithm of Object.keys(ALGORITHMS) as Algorithm[]) {
    const policy = { ...POLICY, algorithm };
    const admitted = fieldsOf('default', policy, decide(policy, NOTHING, 0), 0);
    expect(admitted['Retry-After']).toBeUndefined();
    expect(mistakes(headers['RateLimit-Policy']?.schema as object, admitted['RateLimit-Policy'])).toEqual([]);
    expect(mistakes(headers.RateLimit?.schema as object, admitted.RateLimit)).toEqual([]);
  }
});
