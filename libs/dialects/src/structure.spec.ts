import { describe, expect, it } from '@jest/globals';
import { checkDialect } from './check-dialect.ts';
import { allDialects } from './registry.ts';
import { disguised, structureOf } from './testing/structure.ts';

const documents = allDialects().map(({ document }) => document);

describe('the structures of dialects', () => {
  it('at least ten differ in structure, not only in names and codes', () => {
    expect(new Set(documents.map(structureOf)).size).toBeGreaterThanOrEqual(10);
    expect(new Set(documents.map(({ shape }) => shape.as)).size).toBe(6);
    expect(new Set(documents.flatMap(({ reasons = [] }) => reasons.map(({ as }) => as))).size).toBe(7);
    expect(new Set(documents.map(({ updatedAt }) => updatedAt.format)).size).toBe(7);
  });

  it('another name for every field and another code for every value are no other structure', () => {
    for (const document of documents.filter(({ shape }) => shape.as === 'object')) {
      const checked = checkDialect(disguised(document));
      if (!checked.ok) throw new Error(`${document.issuer} ${JSON.stringify(checked.errors)}`);
      expect(checked.document).not.toEqual(document);
      expect(structureOf(checked.document)).toBe(structureOf(document));
    }
  });
});
