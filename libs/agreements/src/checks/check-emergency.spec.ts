import type { Clause } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { agreementOf, clauseOf } from '../testing/agreements.ts';
import { checkEmergency } from './check-emergency.ts';

const own = clauseOf();
const foreign = clauseOf({ id: 'b', from: ['440000'], destination: '420000' });
const narrower: Partial<Clause> = { purposes: ['work'] };

/** What stands against clauses that 440000 alone lays over those of the ordinary versions under them. */
const toldOf = (clauses: readonly Clause[], ...grounds: readonly (readonly Clause[])[]): string[] =>
  checkEmergency(
    agreementOf(clauses),
    grounds.map((each) => agreementOf(each)),
    '440000',
  ).map(({ code, path }) => `${code} ${path}`);

describe('an emergency version', () => {
  it('changes, in an emergency, only what lies in the territory of the party that signs it', () => {
    expect(toldOf([{ ...own, ...narrower }, foreign], [own, foreign])).toEqual([]);
    expect(toldOf([foreign], [own, foreign])).toEqual([]);
    expect(toldOf([own, { ...foreign, ...narrower }], [own, foreign])).toEqual([
      'foreign_clause /clauses/1/destination',
    ]);
    expect(toldOf([own, foreign], [own])).toEqual(['foreign_clause /clauses/1/destination']);
  });

  it('drops no clause of another territory, nor makes it one of its own', () => {
    expect(toldOf([own], [own, foreign])).toEqual(['foreign_clause /clauses']);
    expect(toldOf([own, { ...own, id: 'b', from: ['330000'] }], [own, foreign])).toEqual([
      'foreign_clause /clauses',
    ]);
  });

  it('has clauses of its own territory alone where no ordinary version is in date', () => {
    expect(toldOf([own])).toEqual([]);
    expect(toldOf([own, foreign])).toEqual(['foreign_clause /clauses/1/destination']);
  });

  it('leaves what every ordinary version says that comes to lie under it', () => {
    expect(toldOf([own, foreign], [foreign], [own, { ...foreign, ...narrower }])).toEqual([
      'foreign_clause /clauses/1/destination',
    ]);
    expect(toldOf([own, foreign], [foreign], [own, foreign])).toEqual([]);
  });
});
