import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonBytes, listOf, splitField, withField, withMore } from './json-bytes.ts';

const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));

/** As JSON has it: what has no value is left out. */
const json = fc.jsonValue();
const object = fc.dictionary(fc.string(), json).map((one) => ({ ...one, 解释: 'é' }));

describe('JSON that is written once', () => {
  it('is what JSON.stringify gives, in UTF-8', () => {
    fc.assert(fc.property(json, (value) => jsonBytes(value).toString('utf8') === JSON.stringify(value)));
  });

  it('is put into an object as its last field, be there others or none', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), json, (others, value) => {
        const { data: _own, ...rest } = others;
        expect(withField(rest, 'data', jsonBytes(value))).toEqual(jsonBytes({ ...rest, data: value }));
      }),
    );
    expect(read(withField({}, 'data', jsonBytes([1])))).toEqual({ data: [1] });
  });

  it('is taken out of it again', () => {
    const texts = fc.dictionary(
      fc.string().filter((name) => name !== 'data' && name !== '__proto__'),
      fc.oneof(fc.string(), fc.constant(',"data":'), fc.integer()),
      { minKeys: 1 },
    );
    fc.assert(
      fc.property(texts, json, (object, value) => {
        const [rest, data] = splitField(withField(object, 'data', jsonBytes(value)).toString('utf8'), 'data');
        expect(rest).toEqual(object);
        expect(data).toEqual(jsonBytes(value));
      }),
    );
    expect(() => splitField('{"a":1}', 'data')).toThrow('no field data');
  });

  it('is given more fields', () => {
    fc.assert(
      fc.property(object, fc.string(), (one, holder) => {
        const { more: _own, ...rest } = one as Record<string, unknown>;
        expect(withMore(jsonBytes(rest), { more: holder })).toEqual(jsonBytes({ ...rest, more: holder }));
      }),
    );
    expect(read(withMore(jsonBytes({ a: 1 }), {}))).toEqual({ a: 1 });
  });

  it('is put into a list, of none, one and more', () => {
    fc.assert(
      fc.property(fc.array(json, { maxLength: 3 }), (values) => {
        expect(listOf(values.map(jsonBytes)).toString('utf8')).toBe(JSON.stringify(values));
      }),
    );
  });
});
