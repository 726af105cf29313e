import { describe, expect, it } from '@jest/globals';
import { kindsOf } from './construct.ts';
import type { DialectDocument } from './dialect.ts';
import { allDialects } from './registry.ts';
import { contextOf, golden, known } from './testing/golden.ts';

/** What at least one broken record of a dialect must be refused for, as far as its shape and fields allow it. */
const faultsOwed = ({ shape, reasons = [], personal }: DialectDocument): string[] => {
  const hasFields = shape.as !== 'delimited' && shape.as !== 'positional';
  const places = reasons.some(
    (one) => one.as === 'area' || (one.as === 'facts' && kindsOf(one).includes('exposure.area')),
  );
  return [
    'missing',
    'unknown_code',
    'malformed',
    ...(hasFields ? ['unknown_field'] : []),
    ...(shape.as === 'object' || shape.as === 'pairs' ? ['wrong_type'] : []),
    ...(personal.length > 0 ? ['personal_field'] : []),
    ...(places ? ['unknown_division'] : []),
  ];
};

describe.each(golden)(
  'the records of $issuer $scheme',
  ({ issuer, scheme, version, golden: good, broken }) => {
    const { document, read } = known(issuer, scheme);

    it('golden, read as the standard has it', () => {
      for (const { what, raw, outcome } of good)
        expect({ what, outcome: read(raw, contextOf(issuer)) }).toEqual({ what, outcome });
    });

    it('broken, are refused with the very errors', () => {
      for (const { what, raw, errors } of broken)
        expect({ what, outcome: read(raw, contextOf(issuer)) }).toEqual({
          what,
          outcome: { ok: false, errors },
        });
    });

    it('are enough: of every colour and result, a plain green and one with reasons, and every fault', () => {
      const records = good.flatMap(({ outcome }) =>
        outcome.ok && outcome.kind === 'record' ? [outcome.record] : [],
      );
      const results = good.flatMap(({ outcome }) =>
        outcome.ok && outcome.kind === 'result' ? [outcome.result] : [],
      );
      const { codes, results: resultCodes } = document.colour;
      expect(records.length).toBeGreaterThanOrEqual(3);
      expect(new Set(records.map(({ colour }) => colour))).toEqual(new Set(Object.values(codes)));
      expect(new Set(results)).toEqual(new Set(Object.values(resultCodes)));
      expect(records.some(({ reasons }) => (reasons?.length ?? 0) > 0)).toBe(document.reasons !== undefined);
      expect(records.some(({ reasons }) => reasons === undefined)).toBe(true);
      const faults = broken.flatMap(({ errors }) => errors.map(({ code }) => code));
      expect(broken.length).toBeGreaterThanOrEqual(5);
      expect(faultsOwed(document).filter((code) => !faults.includes(code))).toEqual([]);
    });

    it('say each thing once, and were looked at with this version of the dialect', () => {
      const raws = [...good, ...broken].map(({ raw }) => JSON.stringify(raw));
      expect(new Set(raws).size).toBe(raws.length);
      expect(version).toBe(document.version);
    });
  },
);

describe('golden records', () => {
  it('are there for each dialect', () => {
    const named = (all: readonly { issuer: string; scheme: string }[]) =>
      all.map(({ issuer, scheme }) => `${issuer}-${scheme}`).sort();
    expect(named(golden)).toEqual(named(allDialects().map(({ document }) => document)));
  });
});
