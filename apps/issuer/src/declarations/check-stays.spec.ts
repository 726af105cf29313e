import { describe, expect, it } from '@jest/globals';
import { ProblemException } from '@huren/platform';
import { checkStays } from './check-stays.ts';
import type { StayDto } from './declarations.dto.ts';

const NOW = new Date('2020-03-16T00:30:00+08:00');

const problemOf = (...stays: { leftOn: string; division?: string; country?: string }[]) => {
  try {
    checkStays(stays as StayDto[], '/stays', NOW);
    return undefined;
  } catch (error) {
    if (!(error instanceof ProblemException)) throw error;
    return error.problem;
  }
};

describe('declared stays', () => {
  it('may end on the day that it is in China', () => {
    expect(problemOf({ leftOn: '2020-03-16', division: '421002' })).toBeUndefined();
  });

  it('cannot end later', () => {
    const stays = [
      { leftOn: '2020-03-15', country: 'ITA' },
      { leftOn: '2020-03-17', division: '421002' },
      { leftOn: '2036-01-01', country: 'ITA' },
    ];
    expect(problemOf(...stays)).toMatchObject({
      status: 422,
      code: 'future',
      errors: [
        { pointer: '/stays/1/leftOn', reason: 'lies in the future' },
        { pointer: '/stays/2/leftOn', reason: 'lies in the future' },
      ],
    });
  });

  it.each([
    ['neither a division nor a country', {}],
    ['a division and a country', { division: '421002', country: 'ITA' }],
  ])('have one place: %s', (_what, place) => {
    expect(problemOf({ leftOn: '2020-03-10', ...place })).toMatchObject({
      code: 'unknown_division',
      errors: [{ pointer: '/stays/0', reason: 'has either `division` or `country`' }],
    });
  });

  it('are at divisions of their time', () => {
    // Chaohu became part of Hefei in 2011: prefecture 341400 was no more.
    expect(problemOf({ leftOn: '2020-03-10', division: '341400' })).toMatchObject({
      code: 'unknown_division',
      errors: [{ pointer: '/stays/0/division', reason: 'is no division of GB/T 2260 at that time' }],
    });
  });
});
