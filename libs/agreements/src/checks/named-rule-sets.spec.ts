import { foundingRuleSets } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { agreementOf, clauseOf } from '../testing/agreements.ts';
import { checkAgreement } from './check-agreement.ts';

const signed = foundingRuleSets.map(({ id, version }) => ({ id, version }));

const toldOf = (id: string, minVersion: number): unknown[] =>
  checkAgreement(agreementOf([clauseOf(), clauseOf({ id: 'b', ruleSet: { id, minVersion } })]), {
    ruleSets: signed,
  }).filter(({ code }) => code !== 'overlap');

describe('a rule set that a clause names', () => {
  it('is none to be told of where it is signed in a version as new as agreed, or was signed in a newer one', () => {
    expect(toldOf('440111.domestic', 1)).toEqual([]);
    const newer = [{ id: '440111.domestic', version: 7 }];
    const given = agreementOf([clauseOf({ ruleSet: { id: '440111.domestic', minVersion: 3 } })]);
    expect(checkAgreement(given, { ruleSets: newer })).toEqual([]);
  });

  it('is told of where nobody has signed it, or not in a version as new as agreed', () => {
    expect(toldOf('440111.domestic', 9)).toEqual([
      {
        severity: 'warning',
        code: 'unsigned_rule_set',
        path: '/clauses/1/ruleSet/minVersion',
        message:
          '440111.domestic is signed in no version from 9 on: until then nobody is recognised under the clause',
      },
    ]);
    expect(toldOf('440100.domestic', 1)).toMatchObject([
      { severity: 'warning', code: 'unsigned_rule_set', path: '/clauses/1/ruleSet/id' },
    ]);
  });

  it('is refused, and nothing else told of it, where it does not colour these codes there', () => {
    expect(toldOf('420000.domestic', 9)).toMatchObject([{ severity: 'error', code: 'foreign_rule_set' }]);
  });
});
