import { foundingAgreements, foundingRuleSets, ruleSetIndex } from '@huren/recognition';
import type { Agreement } from '@huren/recognition';
import { federationKeys, federationKnowledge } from '@huren/platform';
import { describe, expect, it } from '@jest/globals';
import { agreementsAnswer } from './answers.ts';
import { matrixAt } from './matrix.ts';
import { reviewCheck } from './reviews-due.ts';

const REVIEW_BY = '2020-03-20T00:00:00+08:00';
const baiyun = foundingAgreements.find(({ id }) => id === 'baiyun-hubei') as Agreement;
const reviewed: Agreement = {
  ...baiyun,
  clauses: baiyun.clauses.map((clause) => ({ ...clause, reviewBy: REVIEW_BY })),
};
const [before, due] = [new Date('2020-03-19T23:59:59+08:00'), new Date(REVIEW_BY)];

describe('a clause that is to be reviewed', () => {
  it('is marked from the date on in the matrix, by which it goes on to hold', () => {
    const marked = (at: Date) =>
      matrixAt({ agreements: [reviewed], ruleSets: ruleSetIndex(foundingRuleSets), members: ['440000'] }, at)
        .destinations.find(({ destination }) => destination === '440111')
        ?.recognises.flatMap(({ clauses }) => clauses.map(({ reviewDue }) => reviewDue));
    expect([marked(before), marked(due)]).toEqual([[false], [true]]);
  });

  it('is named by an agreement of a date in the register, where it is in date', () => {
    const entry = (agreement: Agreement) => ({
      ...{ key: 'baiyun-hubei@1', revision: 1, recordedAt: '2020-03-14T00:00:00+08:00' },
      ...{ sequence: 1, digest: '', data: { revision: 1, agreement } },
    });
    const named = (at?: Date) => agreementsAnswer([entry(reviewed)], at).agreements[0]?.reviewDue;
    expect([named(before), named(due), named()]).toEqual([[], [reviewed.clauses[0]?.id], undefined]);
  });

  it('is named to operators, without an alarm', async () => {
    const { registrar } = federationKeys(new Uint8Array(32));
    const look = (agreement: Agreement, now: Date) => {
      const knowledge = { ...federationKnowledge(registrar), allAgreements: () => [agreement] };
      return reviewCheck({ knowledge, clock: { now: () => now } })['reviews']?.();
    };
    expect(await look(reviewed, before)).toEqual({ ok: true, due: [] });
    expect(await look(reviewed, due)).toEqual({ ok: true, due: [`baiyun-hubei@1 ${baiyun.clauses[0]?.id}`] });
    expect(await look({ ...reviewed, state: 'ended' }, due)).toEqual({ ok: true, due: [] });
  });
});
