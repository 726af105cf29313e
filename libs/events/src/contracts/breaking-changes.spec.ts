import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { breakingChanges } from './breaking-changes.ts';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';
import { contracts } from './registry.ts';

const schemaOf = (schema: z.ZodType): JsonSchema => z.toJSONSchema(schema, { io: 'input' });
const changes = (before: z.ZodType, after: z.ZodType) => breakingChanges(schemaOf(before), schemaOf(after));

const base = z.strictObject({
  id: z.string(),
  level: z.enum(['low', 'high']),
  count: z.number(),
  note: z.string().optional(),
  tags: z.array(z.string()),
});

describe('breakingChanges', () => {
  it('finds nothing between a schema and itself, for every contract', () => {
    for (const contract of contracts.all) {
      const schema = jsonSchemaOf(contract);
      expect(breakingChanges(schema, schema)).toEqual([]);
    }
  });

  it('lets a schema grow: an optional field, a value, a wider type, a looser bound', () => {
    expect(changes(base, base.extend({ more: z.string().optional() }))).toEqual([]);
    expect(changes(base, base.extend({ level: z.enum(['low', 'medium', 'high']) }))).toEqual([]);
    expect(changes(z.int(), z.number())).toEqual([]);
    expect(changes(z.string().max(3), z.string().max(9))).toEqual([]);
    expect(changes(base, z.union([base, z.strictObject({ erased: z.literal(true) })]))).toEqual([]);
  });

  const broken: [string, z.ZodType, string, RegExp][] = [
    ['a removed field', base.omit({ note: true }), '/note', /removed/],
    ['a newly required field', base.extend({ note: z.string() }), '/note', /newly required/],
    ['a new required field', base.extend({ more: z.string() }), '/more', /newly required/],
    ['a removed value', base.extend({ level: z.enum(['low']) }), '/level', /no longer allowed: "high"/],
    ['a narrower type', base.extend({ count: z.int() }), '/count', /the type number/],
    ['another type', base.extend({ count: z.string() }), '/count', /the type number/],
    ['values where any was allowed', base.extend({ id: z.enum(['a']) }), '/id', /only listed values/],
    ['a new pattern', base.extend({ id: z.string().regex(/^a/) }), '/id', /pattern/],
    ['a raised bound', base.extend({ tags: z.array(z.string()).min(1) }), '/tags', /minItems/],
    ['a lowered bound', base.extend({ id: z.string().max(3) }), '/id', /maxLength/],
    ['a narrower item', base.extend({ tags: z.array(z.literal('x')) }), '/tags/*', /only listed values/],
  ];
  it.each(broken)('finds %s', (_, after, field, reason) => {
    expect(changes(base, after)).toEqual([{ field, reason: expect.stringMatching(reason) }]);
  });

  it('finds a closed object, a lost alternative, and a change inside one', () => {
    expect(changes(z.looseObject({}), z.strictObject({}))).toMatchObject([{ reason: 'further fields are refused' }]);
    const erased = z.strictObject({ erased: z.literal(true) });
    expect(changes(z.union([base, erased]), base)).not.toEqual([]);
    const narrower = z.union([base.extend({ level: z.enum(['low']) }), erased]);
    expect(changes(z.union([base, erased]), narrower)).toMatchObject([{ field: '/level' }]);
  });

  it('follows references, recursive ones too', () => {
    const tree = (leaf: object): JsonSchema => ({
      $ref: '#/$defs/node',
      $defs: {
        node: { type: 'object', properties: { leaf, next: { $ref: '#/$defs/node' } }, required: ['leaf'] },
      },
    });
    expect(breakingChanges(tree({ type: 'string' }), tree({ type: 'string' }))).toEqual([]);
    expect(breakingChanges(tree({ type: 'string' }), tree({ type: 'number' }))).toMatchObject([{ field: '/leaf' }]);
  });
});
