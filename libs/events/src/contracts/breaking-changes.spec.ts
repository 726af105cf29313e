import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { breakingChanges, changesForAll, changesForReaders } from './breaking-changes.ts';
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

  it('sees through `allOf`, recursive ones too', () => {
    const wrapped = (leaf: object): JsonSchema => ({
      allOf: [{ $ref: '#/$defs/node' }],
      $defs: {
        node: { type: 'object', properties: { leaf, next: { allOf: [{ $ref: '#/$defs/node' }] } } },
      },
    });
    const text = { type: 'string' };
    expect(breakingChanges(wrapped(text), wrapped(text))).toEqual([]);
    expect(breakingChanges(wrapped(text), wrapped({ type: 'number' }))).toMatchObject([{ field: '/leaf' }]);
    const parts = (...required: string[]) => ({
      allOf: [{ type: 'object', properties: { a: text } }, { properties: { b: text }, required }],
    });
    const both = (size: number) => ({
      allOf: [{ properties: { a: text } }, { properties: { a: { maxLength: size } } }],
    });
    expect(breakingChanges(both(3), both(2))).toMatchObject([{ field: '/a' }]);
    expect(breakingChanges(both(3), { properties: { a: { type: 'number' } } })).toMatchObject([{ field: '/a' }]);
    expect(breakingChanges(parts(), parts('b'))).toEqual([
      { field: '/b', reason: 'the field is newly required' },
    ]);
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

describe('what breaks who reads by the old schema', () => {
  const readers = (before: z.ZodType, after: z.ZodType, ignoresMore?: boolean) =>
    changesForReaders(z.toJSONSchema(before), z.toJSONSchema(after), undefined, ignoresMore);

  const broken: [string, z.ZodType, string, RegExp][] = [
    ['a field that may be missing', base.extend({ id: z.string().optional() }), '/id', /no longer required/],
    ['a field that is gone', base.omit({ id: true }), '/id', /no longer required/],
    ['a field that may be null', base.extend({ count: z.number().nullable() }), '/count', /the type null/],
    ['a new value', base.extend({ level: z.enum(['low', 'high', 'top']) }), '/level', /do not know: "top"/],
    ['any value where few were', base.extend({ level: z.string() }), '/level', /other values/],
    ['a wider type', base.extend({ id: z.union([z.string(), z.number()]) }), '/id', /the type number/],
    ['a bound that is gone', base.extend({ code: z.string() }), '/code', /count on maxLength 3/],
  ];
  it.each(broken)('finds %s', (_, after, field, reason) => {
    const before = base.extend({ code: z.string().max(3) });
    const whole = 'code' in (after as typeof before).shape ? after : (after as typeof base).extend(before.pick({ code: true }).shape);
    expect(readers(before, whole)).toEqual([{ field, reason: expect.stringMatching(reason) }]);
  });

  it('finds a further field only where readers take no other', () => {
    const more = base.extend({ more: z.string().optional() });
    expect(readers(base, more)).toEqual([]);
    expect(readers(base, more, false)).toEqual([
      { field: '/more', reason: 'the field was added where readers take no other' },
    ]);
    expect(readers(more, base)).toEqual([]);
    expect(readers(z.strictObject({}), z.looseObject({}))).toEqual([]);
  });

  it('is told once where it breaks who writes as well', () => {
    const [before, after] = [/^a/, /^b/].map((form) => z.toJSONSchema(z.strictObject({ id: z.string().regex(form) })));
    expect(changesForAll(before!, after!)).toEqual([{ field: '/id', reason: 'pattern is another' }]);
  });
});
