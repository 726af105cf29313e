import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RISK_LEVELS } from '@huren/standard';
import { gradeBy, gradingSchemeAt, gradingSchemes } from './grading.ts';
import type { GradingScheme, Thresholds } from './grading.ts';

const figures = fc.record({ total: fc.nat(500), newIn14Days: fc.nat(500), clusterIn14Days: fc.boolean() });
const thresholds: fc.Arbitrary<Thresholds> = fc.record({
  days: fc.constant(14),
  mediumFromNew: fc.nat(20),
  highFromTotal: fc.nat(200),
  highNeedsCluster: fc.boolean(),
});
const severity = (level: (typeof RISK_LEVELS)[number]): number => RISK_LEVELS.indexOf(level);

const february = gradingSchemeAt(new Date('2020-03-01T00:00:00+08:00'), 'cn-2020-02') as GradingScheme;

describe('the grading of February 2020', () => {
  it.each([
    [{ total: 0, newIn14Days: 0, clusterIn14Days: false }, 'low'],
    [{ total: 400, newIn14Days: 0, clusterIn14Days: false }, 'low'],
    [{ total: 50, newIn14Days: 1, clusterIn14Days: true }, 'medium'],
    [{ total: 51, newIn14Days: 1, clusterIn14Days: false }, 'medium'],
    [{ total: 51, newIn14Days: 1, clusterIn14Days: true }, 'high'],
  ] as const)('%j is %s', (given, level) => {
    expect(gradeBy(february.thresholds, given)).toBe(level);
  });
});

describe('a grading', () => {
  it('is never lower for more cases or a cluster, whatever the thresholds', () => {
    fc.assert(
      fc.property(thresholds, figures, fc.nat(100), fc.boolean(), (by, given, more, cluster) => {
        const worse = {
          total: given.total + more,
          newIn14Days: given.newIn14Days + more,
          clusterIn14Days: given.clusterIn14Days || cluster,
        };
        expect(severity(gradeBy(by, worse))).toBeGreaterThanOrEqual(severity(gradeBy(by, given)));
      }),
    );
  });

  it('by another version is another: its thresholds are what counts', () => {
    const given = { total: 30, newIn14Days: 2, clusterIn14Days: false };
    const stricter = { ...february.thresholds, highFromTotal: 20, highNeedsCluster: false };
    expect([gradeBy(february.thresholds, given), gradeBy(stricter, given)]).toEqual(['medium', 'high']);
  });
});

describe('grading schemes', () => {
  it('hold from their first instant to before their last', () => {
    for (const { id, validFrom, validTo } of gradingSchemes) {
      expect(gradingSchemeAt(new Date(validFrom), id)?.id).toBe(id);
      if (validTo) expect(gradingSchemeAt(new Date(validTo), id)).toBeUndefined();
    }
  });

  it('are each named once in each version', () => {
    const names = gradingSchemes.map(({ id, version }) => `${id}@${version}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('are none before the first', () => {
    expect(gradingSchemeAt(new Date('2019-12-01T00:00:00+08:00'))).toBeUndefined();
    expect(gradingSchemeAt(new Date('2019-12-01T00:00:00+08:00'), 'cn-2020-02')).toBeUndefined();
  });

  it('are taken in the version in force at the time, the newest of several', () => {
    const at = (day: string, version: number, validTo: string | null): GradingScheme => ({
      ...february,
      version,
      validFrom: `${day}T00:00:00+08:00`,
      validTo,
    });
    const schemes = [at('2020-03-01', 2, null), at('2020-02-17', 1, null), at('2020-03-01', 3, null)];
    const versionAt = (time: string) => gradingSchemeAt(new Date(time), 'cn-2020-02', schemes)?.version;
    expect(versionAt('2020-02-20T00:00:00+08:00')).toBe(1);
    expect(versionAt('2020-03-20T00:00:00+08:00')).toBe(3);
  });
});
