import type { Agreement } from '@huren/recognition';
import { describe, expect, it } from '@jest/globals';
import { agreementOf, clauseOf } from '../testing/agreements.ts';
import { agreementDifference } from './agreement-difference.ts';

const FROM = new Date('2020-03-16T00:00:00+08:00');

const told = (before: Agreement, after: Agreement) => agreementDifference(before, after, FROM).changes;

describe('the difference of two versions of an agreement', () => {
  it('is nothing, and proved, where only names, order and dates of the versions differ', () => {
    const [one, other] = [clauseOf(), clauseOf({ id: 'b', destination: '330106' })];
    const found = agreementDifference(
      agreementOf([one, other]),
      agreementOf(
        [
          { ...other, id: 'y' },
          { ...one, id: 'x' },
        ],
        {
          version: 2,
          state: 'suspended',
          validFrom: '2021-01-01T00:00:00+08:00',
        },
      ),
      FROM,
    );
    expect(found).toMatchObject({ changes: [], exhaustive: true });
    expect(found.examined).toBeGreaterThan(0);
  });

  it('tells apart when the versions themselves hold, which no clause says', () => {
    const endless = agreementOf([clauseOf()]);
    const brief = agreementOf([clauseOf()], { version: 2, validTo: '2020-03-25T00:00:00+08:00' });
    const { validFrom } = endless;
    expect(agreementDifference(endless, brief, FROM)).toMatchObject({
      changes: [],
      validity: {
        before: { validFrom, validTo: null },
        after: { validFrom, validTo: '2020-03-25T00:00:00+08:00' },
        text: {
          en: 'in force from 2020-03-16 00:00 without an end → from 2020-03-16 00:00 to 2020-03-25 00:00',
          'zh-CN': '有效期：2020-03-16 00:00起，无终期 → 2020-03-16 00:00起，至2020-03-25 00:00止',
        },
      },
    });
    const sameInstant = { ...endless, validFrom: '2020-03-15T16:00:00Z' };
    expect(agreementDifference(endless, sameInstant, FROM).validity).toBeNull();
  });

  it('tells what is newly recognised, newly refused and recognised on other terms, by its plainest example', () => {
    const before = agreementOf([clauseOf({ id: 'a' }), clauseOf({ id: 'b', from: ['330000'] })]);
    const after = agreementOf([
      clauseOf({ id: 'a', reasons: ['symptom'] }),
      clauseOf({ id: 'c', from: ['410000'], purposes: ['work'] }),
    ]);
    const plain = { destination: '440111', mode: 'showing', scheme: 'domestic', purpose: 'entry' };
    expect(told(before, after)).toEqual([
      expect.objectContaining({
        kind: 'other_terms',
        situation: expect.objectContaining({ ...plain, issuer: '420000' }) as unknown,
        after: expect.objectContaining({ clause: 'a', reasons: ['symptom'] }) as unknown,
      }),
      expect.objectContaining({
        kind: 'newly_refused',
        situation: expect.objectContaining({ ...plain, issuer: '330000' }) as unknown,
        after: null,
      }),
      expect.objectContaining({
        kind: 'newly_recognised',
        situation: expect.objectContaining({ ...plain, issuer: '410000', purpose: 'work' }) as unknown,
        before: null,
      }),
    ]);
  });

  it('sees a city’s code that its province’s clause covers no more once the city below is named', () => {
    const before = agreementOf([clauseOf({ from: ['330000'] })]);
    const after = agreementOf([clauseOf({ from: ['330000', '330100'] })]);
    const [change, ...more] = told(before, after);
    expect(more).toEqual([]);
    expect(change).toMatchObject({ kind: 'newly_refused', situation: { destination: '440111' } });
    expect(['330000', '330100']).not.toContain(change?.situation.issuer);
    expect(change?.situation.issuer).toMatch(/^33/);
  });

  it('takes no account of what becomes of data that are too old where nothing is', () => {
    const [silent, stale] = (['unavailable', 'not_recognised'] as const).map((whenStale) =>
      agreementOf([clauseOf({ whenStale })]),
    ) as [Agreement, Agreement];
    expect(told(silent, stale)).toEqual([]);
    const ceiling = (whenStale: 'unavailable' | 'not_recognised') =>
      agreementOf([clauseOf({ whenStale, maxRiskAgeSeconds: 60 })]);
    expect(told(ceiling('unavailable'), ceiling('not_recognised'))).toMatchObject([{ kind: 'other_terms' }]);
  });
});
