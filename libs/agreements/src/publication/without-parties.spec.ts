import { describe, expect, it } from '@jest/globals';
import { clauseOf } from '../testing/agreements.ts';
import { withoutParties } from './without-parties.ts';

const [FROM, LEFT, LATER, END] = [
  '2020-03-01T00:00:00+08:00',
  '2020-04-01T00:00:00+08:00',
  '2020-05-01T00:00:00+08:00',
  '2020-06-01T00:00:00+08:00',
] as const;
const clause = clauseOf({ from: ['420000', '510000'], destination: '440000', validFrom: FROM, validTo: END });

/** Each clause that is left, by its issuers and dates. */
const left = (...[clauses, leaving]: Parameters<typeof withoutParties>) =>
  withoutParties(clauses, leaving).map(({ id, from, validFrom, validTo }) => [id, from, validFrom, validTo]);

describe('clauses that a party has left', () => {
  it('are over by then in its territory, places within it included', () => {
    const within = { ...clause, id: 'b', destination: '440111' } as const;
    expect(left([clause, within], [{ party: '440000', until: LEFT }])).toEqual([
      ['a', ['420000', '510000'], FROM, LEFT],
      ['b', ['420000', '510000'], FROM, LEFT],
    ]);
  });

  it('go on elsewhere for the codes of the others, under a name that says so', () => {
    expect(left([clause], [{ party: '420000', until: LEFT }])).toEqual([
      ['a', ['420000', '510000'], FROM, LEFT],
      ['a-without-420000', ['510000'], LEFT, END],
    ]);
  });

  it('are over where they are about its codes alone, and as they were where they are about none of them', () => {
    const alone = { ...clause, from: ['420100' as const] };
    expect(left([alone], [{ party: '420000', until: LEFT }])).toEqual([['a', ['420100'], FROM, LEFT]]);
    const leaving = [{ party: '330000', until: LEFT }] as const;
    expect(withoutParties([clause], leaving)).toEqual([clause]);
  });

  it('that end before stay, and those that would begin later never do', () => {
    const before = { ...clause, validTo: LEFT };
    expect(withoutParties([before], [{ party: '440000', until: LEFT }])).toEqual([before]);
    const later = { ...clause, validFrom: LATER };
    expect(left([later], [{ party: '420000', until: LEFT }])).toEqual([
      ['a', ['420000', '510000'], LATER, LATER],
      ['a-without-420000', ['510000'], LATER, END],
    ]);
  });

  it('are left by one party after the other', () => {
    const both = [
      { party: '420000', until: LEFT },
      { party: '510000', until: LATER },
    ] as const;
    expect(left([clause], both)).toEqual([
      ['a', ['420000', '510000'], FROM, LEFT],
      ['a-without-420000', ['510000'], LEFT, LATER],
    ]);
  });
});
