import { foundingAgreements, foundingRuleSets, ruleSetIndex } from '@huren/recognition';
import type { RuleSet } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { matrixAt } from './matrix.ts';
import type { Matrix } from './matrix.ts';

describe('a clause that names its rules, in the matrix', () => {
  it('is marked as recognising nobody while they are not in force, from when they are, and until when', () => {
    const [begin, end] = ['2020-03-20T00:00:00+08:00', '2020-03-25T00:00:00+08:00'];
    const agreements = foundingAgreements.map((agreement) => ({
      ...agreement,
      clauses: agreement.clauses.map((clause) =>
        agreement.id === 'zhejiang-henan' && clause.destination === '330000'
          ? { ...clause, ruleSet: { id: '330000.domestic', minVersion: 9 } }
          : clause,
      ),
    }));
    const [zhejiang] = foundingRuleSets.filter(({ id }) => id === '330000.domestic');
    const ninth = { ...(zhejiang as RuleSet), version: 9, validFrom: begin, validTo: end };
    const matrix = (day: string, isAltered = false) =>
      matrixAt(
        {
          ...{ agreements, members: ['330000', '410000'] },
          ruleSets: ruleSetIndex([...foundingRuleSets, ninth], (one) => isAltered && one === ninth),
        },
        new Date(`${day}T09:00:00+08:00`),
      );
    const told = ({ destinations }: Matrix) => {
      const row = destinations.find(({ destination }) => destination === '330000');
      const cell = row?.recognises.find(({ issuer }) => issuer === '410000');
      const holes = row?.holes.filter(
        ({ issuers, schemes }) => issuers.includes('410000') && schemes.includes('domestic'),
      );
      return {
        clauses: cell?.clauses.map(({ rules, endsAt }) => [rules, endsAt]),
        holes: holes?.map(({ why, from, until }) => [why, from, until]),
      };
    };
    const unrequited = ({ asymmetries }: Matrix) =>
      asymmetries.some((one) => one.recognises === '410000' && one.unrequited === '330000');
    expect(told(matrix('2020-03-16'))).toEqual({
      clauses: [['no_rule_set', null]],
      holes: [
        ['no_rule_set', null, begin],
        ['no_rule_set', end, null],
      ],
    });
    expect(told(matrix('2020-03-20'))).toEqual({
      clauses: [['in_force', end]],
      holes: [['no_rule_set', end, null]],
    });
    expect(told(matrix('2020-03-20', true))).toEqual({
      clauses: [['rule_set_altered', null]],
      holes: [['rule_set_altered', null, null]],
    });
    const days = [matrix('2020-03-16'), matrix('2020-03-20'), matrix('2020-03-20', true)];
    expect(days.map(unrequited)).toEqual([true, false, true]);
  });
});
