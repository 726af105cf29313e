import { describe, expect, it } from '@jest/globals';
import documents from '../vectors/documents.json' with { type: 'json' };
import records from '../vectors/records.json' with { type: 'json' };
import { identityOf, parseDocument } from './documents/document.ts';
import { parseRecord } from './parse-record.ts';

describe('record vectors', () => {
  it('takes each valid record as it is', () => {
    for (const { description, record } of records.valid) {
      expect({ description, parsed: parseRecord(record) }).toEqual({
        description,
        parsed: { ok: true, record },
      });
    }
    expect(records.valid.length).toBeGreaterThanOrEqual(12);
  });

  it('refuses each invalid record for its one fault', () => {
    for (const { description, record, pointer } of records.invalid) {
      const parsed = parseRecord(record);
      const pointers = parsed.ok ? [] : [...new Set(parsed.errors.map((error) => error.pointer))];
      expect({ description, pointers }).toEqual({ description, pointers: [pointer] });
    }
    expect(records.invalid.length).toBeGreaterThanOrEqual(30);
  });
});

describe('document vectors', () => {
  it('gives each valid document its identity', () => {
    for (const { type, number, identity } of documents.valid) {
      const parsed = parseDocument({ type, number });
      expect({ number, identity: parsed.ok ? identityOf(parsed.document) : parsed.error }).toEqual({
        number,
        identity,
      });
    }
  });

  it('refuses each invalid document with field and code', () => {
    for (const { type, number, field, code } of documents.invalid) {
      const parsed = parseDocument({ type, number });
      expect({ number, error: parsed.ok ? null : parsed.error }).toMatchObject({
        number,
        error: { field, code },
      });
    }
  });

  it('a renewed HK/Macao permit and both forms of a resident ID are one person', () => {
    const identity = (type: string, number: string) => {
      const parsed = parseDocument({ type, number });
      return parsed.ok ? identityOf(parsed.document) : undefined;
    };
    expect(identity('hk_macao_permit', 'H1234567801')).toBe(identity('hk_macao_permit', 'H1234567899'));
    expect(identity('resident_id', '110105491231002')).toBe(identity('resident_id', '11010519491231002X'));
    expect(identity('taiwan_permit', '12345678')).not.toBe(identity('other', '12345678'));
  });
});
