import { describe, expect, it } from '@jest/globals';
import { gatherReasons, isSetAside, reasonKey } from './gather-reasons.ts';
import type { Known } from './gather-reasons.ts';

const at = new Date('2020-03-16T09:00:00+08:00');
const nothingOwed: ReadonlySet<number> = new Set();

const known = (more: Partial<Known> = {}): Known => ({
  issuer: '420000',
  appliedAt: new Date('2020-03-10T09:00:00+08:00'),
  healthDeclaredAt: new Date('2020-03-10T09:00:00+08:00'),
  declared: [],
  itinerary: { stays: [] },
  facts: [],
  levelOf: (division) => (division === '110106' ? 'high' : 'low'),
  setAside: new Map(),
  ...more,
});

const kindsOf = (more: Partial<Known>) =>
  gatherReasons(known(more), nothingOwed, at).reasons.map(({ kind }) => kind);

describe('what an issuer knows of a holder', () => {
  it('is nothing adverse where all is well, until the declaration lapses', () => {
    expect(gatherReasons(known(), nothingOwed, at)).toMatchObject({
      reasons: [],
      nextReasonAt: new Date('2020-03-24T09:00:00+08:00'),
    });
  });

  it('tells of stays in areas that are not of low risk, by the level that they have now, and of stays abroad', () => {
    const stays = [
      { leftOn: '2020-03-12', division: '110106' as const },
      { leftOn: '2020-03-13', division: '110105' as const },
      { leftOn: '2020-03-14', country: 'ITA' },
    ];
    expect(gatherReasons(known({ itinerary: { stays } }), nothingOwed, at).reasons).toMatchObject([
      { kind: 'exposure.area', level: 'high', observedAt: '2020-03-12T00:00:00+08:00' },
      { kind: 'exposure.abroad', country: 'ITA', observedAt: '2020-03-14T00:00:00+08:00' },
    ]);
  });

  it('misses a declaration that was never made, or that has lapsed', () => {
    expect(kindsOf({ healthDeclaredAt: null })).toEqual(['declaration.missing']);
    expect(kindsOf({ healthDeclaredAt: new Date('2020-03-02T09:00:00+08:00') })).toEqual([
      'declaration.missing',
    ]);
  });

  it('covers no kind that nobody looked into', () => {
    const { covers } = gatherReasons(
      known({ facts: null, itinerary: null, healthDeclaredAt: null }),
      nothingOwed,
      at,
    );
    expect(covers).toEqual(['declaration.missing']);
  });

  it('is without what an upheld correction set aside, and with what was observed later', () => {
    const stays = [
      { leftOn: '2020-03-12', country: 'ITA' },
      { leftOn: '2020-03-15', country: 'KOR' },
    ];
    const setAside = new Map([
      [reasonKey('exposure.abroad', '420000'), new Date('2020-03-13T09:00:00+08:00')],
    ]);
    const { reasons } = gatherReasons(known({ itinerary: { stays }, setAside }), nothingOwed, at);
    expect(reasons).toMatchObject([{ country: 'KOR' }]);
    expect(reasons.every((reason) => !isSetAside({ setAside }, reason))).toBe(true);
    const byAnother = { ...reasons[0]!, issuer: '410000' as const, observedAt: '2020-03-01T00:00:00+08:00' };
    expect(isSetAside({ setAside }, byAnother)).toBe(false);
  });
});
