import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import publishedReason from '../../../../contracts/json-schema/reason.json' with { type: 'json' };
import publishedRecord from '../../../../contracts/json-schema/health-code-record.json' with { type: 'json' };
import publishedTombstone from '../../../../contracts/json-schema/record-tombstone.json' with { type: 'json' };
import records from '../../vectors/records.json' with { type: 'json' };
import tombstones from '../../vectors/tombstones.json' with { type: 'json' };
import { recordTombstone } from '../record.ts';
import { jsonSchemas } from './json-schemas.ts';

const schemas = jsonSchemas();
const ajv = new Ajv2020({ strictSchema: true });
formats.default(ajv);
const [isRecord, isTombstone, isReason] = [
  ajv.compile(schemas['health-code-record']),
  ajv.compile(schemas['record-tombstone']),
  ajv.compile(schemas.reason),
];

/** What only the library sees: rules across fields, and codes of the federation and of GB/T 2260. */
const BEYOND_SCHEMAS = ['contradiction', 'unknown_issuer', 'unknown_division'];

describe('the published JSON Schema', () => {
  it('is the one that is checked in: `npm run contracts` renews it', () => {
    expect(JSON.parse(JSON.stringify(schemas))).toEqual({
      'health-code-record': publishedRecord,
      'record-tombstone': publishedTombstone,
      reason: publishedReason,
    });
  });

  it('takes what the standard takes, and refuses what it refuses wherever a schema can say it', () => {
    for (const { description, input, valid, schema, errors } of records.cases) {
      expect({ description, takes: isRecord(input) }).toEqual({
        description,
        takes: valid || schema === false,
      });
      if (schema === false) expect(BEYOND_SCHEMAS).toContain(errors?.[0]?.code);
    }
  });

  it('judges single reasons as it judges them within records', () => {
    for (const { input, valid } of records.cases) {
      const reasons = valid ? ((input as { reasons?: object[] }).reasons ?? []) : [];
      for (const reason of reasons) {
        expect([isReason(reason), isReason({ ...reason, name: '张三' })]).toEqual([true, false]);
      }
    }
  });

  it('judges tombstones as the standard does', () => {
    for (const { description, input, valid } of tombstones.cases) {
      const judged = [isTombstone(input), recordTombstone.safeParse(input).success];
      expect({ description, judged }).toEqual({ description, judged: [valid, valid] });
    }
  });

  it('says what it cannot check', () => {
    expect(schemas['health-code-record'].description).toMatch(/Not in this schema: .*validUntil.*divisions/);
    expect(schemas.reason.description).toMatch(/Not in this schema: .*expiresAt.*divisions/);
  });
});
