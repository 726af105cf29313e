import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RISK_LEVELS } from '@huren/standard';
import { gradeCounty, gradingSchemeAt, gradingSchemes } from './grading.ts';

const figures = fc.record({ total: fc.nat(500), newIn14Days: fc.nat(500), clusterIn14Days: fc.boolean() });
const severity = (level: (typeof RISK_LEVELS)[number]): number => RISK_LEVELS.indexOf(level);

describe('the grading of February 2020', () => {
  it.each([
    [{ total: 0, newIn14Days: 0, clusterIn14Days: false }, 'low'],
    [{ total: 400, newIn14Days: 0, clusterIn14Days: false }, 'low'],
    [{ total: 50, newIn14Days: 1, clusterIn14Days: true }, 'medium'],
    [{ total: 51, newIn14Days: 1, clusterIn14Days: false }, 'medium'],
    [{ total: 51, newIn14Days: 1, clusterIn14Days: true }, 'high'],
  ] as const)('%j is %s', (given, level) => {
    expect(gradeCounty(given)).toBe(level);
  });

  it('is never lower for more cases or a cluster', () => {
    fc.assert(
      fc.property(figures, fc.nat(100), fc.boolean(), (given, more, cluster) => {
        const worse = {
          total: given.total + more,
          newIn14Days: given.newIn14Days + more,
          clusterIn14Days: given.clusterIn14Days || cluster,
        };
        expect(severity(gradeCounty(worse))).toBeGreaterThanOrEqual(severity(gradeCounty(given)));
      }),
    );
  });
});

describe('grading schemes', () => {
  it('hold from their first instant to before their last', () => {
    for (const { id, validFrom, validTo } of gradingSchemes) {
      expect(gradingSchemeAt(new Date(validFrom))?.id).toBe(id);
      if (validTo) expect(gradingSchemeAt(new Date(validTo))?.id).not.toBe(id);
    }
  });

  it('are none before the first', () => {
    expect(gradingSchemeAt(new Date('2019-12-01T00:00:00+08:00'))).toBeUndefined();
  });
});
