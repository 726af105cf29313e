import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import records from '../vectors/records.json' with { type: 'json' };
import { RECORD_FAULTS, pointerOf } from './field-errors.ts';
import { parseRecord } from './parse-record.ts';
import { ADVICE, RESULTS } from './results.ts';

const valid = records.cases.filter((one) => one.valid).map(({ input }) => input as Record<string, unknown>);
const [first = {}] = valid;

const faults = (input: unknown) => {
  const parsed = parseRecord(input);
  return parsed.ok ? [] : parsed.errors.map(({ pointer, code }) => `${code} ${pointer}`);
};

describe('parsing a record', () => {
  it('pointers escape as RFC 6901 has it', () => {
    expect(pointerOf(['a/b', 0, 'c~d'])).toBe('/a~1b/0/c~0d');
  });

  it('names every field at fault, not only the first', () => {
    const { subject: _subject, ...rest } = first;
    const given = { ...rest, version: 0, scheme: 'provincial', name: '张三', phone: '1' };
    expect(faults(given).sort()).toEqual([
      'missing /subject',
      'not_allowed /scheme',
      'out_of_range /version',
      'unknown_field /name',
      'unknown_field /phone',
    ]);
  });

  it('refuses a field called __proto__ as any other', () => {
    const given: unknown = JSON.parse(`{"__proto__": {"version": 7}, ${JSON.stringify(first).slice(1)}`);
    expect(faults(given)).toEqual(['unknown_field /__proto__']);
  });

  it('never throws, takes nothing but records, and says no value back', () => {
    const secret = '11010519491231002X';
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const parsed = parseRecord(value);
        expect(parsed.ok).toBe(false);
        if (!parsed.ok) for (const { code } of parsed.errors) expect(RECORD_FAULTS).toContain(code);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...valid), fc.constantFrom(...Object.keys(first)), (record, field) => {
        const parsed = parseRecord({ ...record, [field]: secret });
        expect(parsed.ok).toBe(false);
        expect(JSON.stringify(parsed)).not.toContain(secret);
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    for (const record of valid) {
      const before = JSON.stringify(record);
      parseRecord(record);
      expect(JSON.stringify(record)).toBe(before);
    }
  });
});

describe('results', () => {
  it('each that has no colour has an advice', () => {
    const coloured = ['recognised', 'not_recognised'];
    expect(Object.keys(ADVICE).sort()).toEqual(RESULTS.filter((result) => !coloured.includes(result)).sort());
  });
});
