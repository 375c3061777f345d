import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { analyse } from '../../lib/analysis/analysis';
import schema from '../../lib/assessment/assessment.schema.json';
import { schemaOf } from '../../scripts/type-schema';
import { hostileShop, shop, undeclaredShop } from '../lib/report/analysis/shops';

function schemaOfText(text: string): unknown {
  const file = join(mkdtempSync(join(tmpdir(), 'schema-')), 'records.ts');
  writeFileSync(file, text);
  return schemaOf(file, 'Root', '#/x');
}

test('an interface becomes a schema', () => {
  const text = `
    const KINDS = ['B', 'A'] as const;
    /** What there is. */
    export interface Root extends Base {
      readonly count?: number;
      /** Either. */
      readonly kind: (typeof KINDS)[number];
      readonly one: 'X';
      readonly time: number | 'NEVER';
      readonly isIt: boolean;
      readonly inner: readonly Inner[];
      readonly byName: Readonly<Record<'a' | 'b', Inner>>;
    }
    interface Base { readonly name: string }
    /** Part. */
    interface Inner { readonly own?: Inner }
  `;
  const inner = { $ref: '#/x/$defs/Inner' };
  expect(schemaOfText(text)).toEqual({
    description: 'What there is.',
    type: 'object',
    properties: {
      count: { type: 'number', minimum: 0 },
      kind: { description: 'Either.', enum: ['A', 'B'] },
      one: { const: 'X' },
      time: { anyOf: [{ type: 'number', minimum: 0 }, { const: 'NEVER' }] },
      isIt: { type: 'boolean' },
      inner: { type: 'array', items: inner },
      byName: { type: 'object', properties: { a: inner, b: inner }, required: ['a', 'b'] },
      name: { type: 'string' },
    },
    required: ['kind', 'one', 'time', 'isIt', 'inner', 'byName', 'name'],
    $defs: { Inner: { description: 'Part.', type: 'object', properties: { own: inner } } },
  });
});

test('what is no JSON is refused', () => {
  expect(() => schemaOfText('export interface Root { readonly on: symbol }')).toThrow('no JSON: symbol');
  expect(() => schemaOfText('export interface Other {}')).toThrow('declares no interface Root');
});

/** A schema that lets nothing through but what it describes. */
function strict(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(strict);
  if (typeof part !== 'object' || part === null) return part;
  const made = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, strict(value)]));
  return made.type === 'object' && made.properties !== undefined ? { ...made, additionalProperties: false } : made;
}

describe('the schema of the document describes all that an analysis finds', () => {
  const { AnalysisRecord } = schema.$defs;
  const validate = new Ajv({ allErrors: true, strict: true }).compile({
    $ref: '#/$defs/AnalysisRecord',
    $defs: { AnalysisRecord: strict(AnalysisRecord) },
  });

  test.each([
    ['declared', shop],
    ['undeclared', undeclaredShop],
    ['hostile', hostileShop],
  ])('of a shop: %s', (_, make) => {
    validate(JSON.parse(JSON.stringify(analyse(make()))));
    expect(validate.errors ?? []).toEqual([]);
  });

  test('and nothing else', () => {
    validate({ ...JSON.parse(JSON.stringify(analyse(shop()))), more: 1, bounded: [2] });
    expect((validate.errors ?? []).map(({ instancePath, keyword }) => `${instancePath} ${keyword}`)).toEqual([
      ' additionalProperties',
      '/bounded/0 type',
    ]);
  });
});
