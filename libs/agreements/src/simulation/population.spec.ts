import type { PresentedRecord, Question } from '@huren/recognition';
import { isDivision, provinceOf, reason } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { person } from './population.ts';

const AT = new Date('2020-03-20T09:00:00+08:00');
const people = Array.from({ length: 6000 }, (_, number) => person(1, number, AT));

const recordOf = ({ presented }: Question): PresentedRecord => {
  if (presented.kind === 'failed') throw new Error('there is no record');
  return presented.record;
};

const countBy = (key: (one: Question) => string): Map<string, number> =>
  new Map([...Map.groupBy(people, key)].map(([name, all]) => [name, all.length]));

describe('people who are made up', () => {
  it('are the same for the same seed and number, and others for another', () => {
    const seed = fc.integer({ min: 0, max: 2 ** 31 - 1 });
    fc.assert(
      fc.property(seed, fc.nat({ max: 1_000_000 }), (of, number) => {
        expect(person(of, number, AT)).toEqual(person(of, number, AT));
        expect(person(of, number, AT).decisionId).toBe(`synthetic-${of}-${number}`);
      }),
    );
    const withoutId = ({ decisionId: _id, ...question }: Question) => JSON.stringify(question);
    const of = (seeded: number) => Array.from({ length: 50 }, (_, at) => withoutId(person(seeded, at, AT)));
    expect(new Set([...of(1), ...of(2)]).size).toBe(100);
  });

  it('come from everywhere and go everywhere, more of them where more people live', () => {
    const from = countBy((one) => recordOf(one).issuer);
    const to = countBy(({ destination }) => provinceOf(destination));
    for (const counts of [from, to]) {
      expect(counts.size).toBe(31);
      expect(counts.get('440000')).toBeGreaterThan(5 * (counts.get('540000') ?? 0));
    }
    expect(people.every(({ destination }) => isDivision(destination, AT))).toBe(true);
  });

  it('have reasons of the standard, most of them none', () => {
    const reasons = people.flatMap((one) => recordOf(one).reasons ?? []);
    for (const one of reasons) expect(reason.safeParse(one).error).toBeUndefined();
    expect(reasons.length).toBeGreaterThan(people.length / 20);
    expect(reasons.length).toBeLessThan(people.length / 8);
    expect(new Set(reasons.map(({ kind }) => kind)).size).toBeGreaterThanOrEqual(7);
    const bare = people.filter((one) => recordOf(one).reasons === undefined);
    expect(bare.length).toBeGreaterThan(0);
  });
});
