import { allDivisions } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { foundingAgreements } from './founding.ts';
import type { Agreement, Clause } from './model/agreement.ts';
import { agreementIndex } from './select-clause.ts';
import type { ClauseQuestion } from './select-clause.ts';
import { agreementOf, clauseOf, on } from './testing/examples.ts';

const question: ClauseQuestion = {
  issuer: '330100',
  scheme: 'domestic',
  destination: '440111',
  purpose: 'entry',
  mode: 'showing',
  at: on('2020-03-16'),
};
const from = (...codes: DivisionCode[]): Partial<Clause> => ({ from: codes });
const zhejiang = (more: Partial<Clause> = {}): Clause => clauseOf({ ...from('330000'), ...more });

const chosen = (
  agreements: readonly Agreement[],
  asked: Partial<ClauseQuestion> = {},
): string | undefined => {
  const found = agreementIndex(agreements).choose({ ...question, ...asked });
  return (
    found &&
    `${found.agreement.id}@${found.agreement.version}/${found.clause.id}${found.suspended ? ' suspended' : ''}`
  );
};
const among = (...clauses: Clause[]): string | undefined => chosen([agreementOf(clauses)]);

describe('whether a clause covers a code', () => {
  const covers = (more: Partial<Clause>, asked: Partial<ClauseQuestion> = {}): boolean =>
    chosen([agreementOf([zhejiang(more)])], asked) !== undefined;

  it('by destination: the place and all that lies within', () => {
    expect(covers({ destination: '440111' })).toBe(true);
    expect(covers({ destination: '440100' })).toBe(true);
    expect(covers({ destination: '440000' })).toBe(true);
    expect(covers({ destination: '440106' })).toBe(false);
    expect(covers({ destination: '440111' }, { destination: '440100' })).toBe(false);
  });

  it('by issuer: a province covers its sub-issuers unless it names them', () => {
    expect(covers(from('330000'))).toBe(true);
    expect(covers(from('330100'))).toBe(true);
    expect(covers(from('330100'), { issuer: '330000' })).toBe(false);
    expect(covers(from('330000', '330110'))).toBe(false);
    expect(covers(from('330000', '330110'), { issuer: '330000' })).toBe(true);
    expect(covers(from('330000', '420000'))).toBe(true);
    expect(covers(from('420000'))).toBe(false);
  });

  it('by scheme, purpose and mode', () => {
    expect(covers({ scheme: 'domestic' })).toBe(true);
    expect(covers({ scheme: 'international' })).toBe(false);
    expect(covers({ purposes: ['work', 'entry'] })).toBe(true);
    expect(covers({ purposes: ['work'] })).toBe(false);
    expect(covers({ modes: ['converting'] })).toBe(false);
    expect(covers({ modes: ['converting'] }, { mode: 'converting' })).toBe(true);
  });

  it('by its own dates, from its first instant to before its last', () => {
    expect(covers({ validFrom: '2020-03-16T09:00:00+08:00' })).toBe(true);
    expect(covers({ validFrom: '2020-03-16T09:00:01+08:00' })).toBe(false);
    expect(covers({ validTo: '2020-03-16T09:00:00+08:00' })).toBe(false);
    expect(covers({ validTo: '2020-03-16T09:00:01+08:00' })).toBe(true);
  });
});

describe('which clause is chosen', () => {
  it('the nearest destination first: district, city, province', () => {
    const province = zhejiang({ id: 'province', from: ['330100'], purposes: ['entry'] });
    const city = zhejiang({ id: 'city', destination: '440100' });
    const district = zhejiang({ id: 'district', destination: '440111' });
    expect(among(province, city, district)).toBe('example@1/district');
    expect(among(province, city)).toBe('example@1/city');
    expect(among(province)).toBe('example@1/province');
  });

  it('then who names the issuer itself, then who names the purpose', () => {
    const named = zhejiang({ id: 'named', from: ['330100'] });
    const purpose = zhejiang({ id: 'purpose', purposes: ['entry'] });
    const any = zhejiang({ id: 'any' });
    expect(among(any, purpose, named)).toBe('example@1/named');
    expect(among(any, purpose)).toBe('example@1/purpose');
  });

  it('then the agreement that began last, then the higher version, then the lower id', () => {
    const of = (id: string, more: Partial<Agreement> = {}) => agreementOf([zhejiang()], { id, ...more });
    const later = { validFrom: '2020-03-01T00:00:00+08:00' };
    expect(chosen([of('a'), of('b', later), of('c')])).toBe('b@1/a');
    expect(chosen([of('a'), of('b', { version: 2 }), of('c')])).toBe('b@2/a');
    expect(chosen([of('c'), of('b'), of('d')])).toBe('b@1/a');
    expect(among(zhejiang({ id: 'z' }), zhejiang({ id: 'y' }))).toBe('example@1/y');
  });
});

describe('versions of an agreement', () => {
  const version = (number: number, more: Partial<Agreement> = {}) =>
    agreementOf([zhejiang({ id: `v${number}` })], { version: number, ...more });

  it('only the newest one in date counts', () => {
    expect(chosen([version(1), version(2)])).toBe('example@2/v2');
    expect(chosen([version(2), version(1)])).toBe('example@2/v2');
    expect(chosen([version(1), version(2, { validFrom: '2020-03-17T00:00:00+08:00' })])).toBe('example@1/v1');
    expect(chosen([version(1), version(2, { validTo: '2020-03-16T00:00:00+08:00' })])).toBe('example@1/v1');
    const elsewhere = agreementOf([zhejiang({ destination: '370000' })], { version: 2 });
    expect(chosen([version(1), elsewhere])).toBeUndefined();
  });

  it('an ended one lets no older one rise', () => {
    expect(chosen([version(1), version(2, { state: 'ended' })])).toBeUndefined();
    expect(chosen([])).toBeUndefined();
  });
});

describe('a suspension', () => {
  const suspended = (suspendedBy: Agreement['suspendedBy'], clause = zhejiang()) =>
    agreementOf([clause], { id: 'suspended', state: 'suspended', ...(suspendedBy ? { suspendedBy } : {}) });
  const other = (destination: DivisionCode) => agreementOf([zhejiang({ destination })], { id: 'other' });

  it('binds destinations and issuers under who suspended, and nobody else', () => {
    expect(chosen([suspended('440000')])).toBe('suspended@1/a suspended');
    expect(chosen([suspended('440100')])).toBe('suspended@1/a suspended');
    expect(chosen([suspended('440106')])).toBe('suspended@1/a');
    expect(chosen([suspended('330000')])).toBe('suspended@1/a suspended');
    expect(chosen([suspended('370000')])).toBe('suspended@1/a');
    expect(chosen([suspended(undefined)])).toBe('suspended@1/a suspended');
  });

  it('by several binds those under each', () => {
    expect(chosen([suspended(['370000', '440000'])])).toBe('suspended@1/a suspended');
    expect(chosen([suspended(['370000', '330000'])])).toBe('suspended@1/a suspended');
    expect(chosen([suspended(['370000', '410000'])])).toBe('suspended@1/a');
    expect(chosen([suspended(['370000', '440000']), other('440111')])).toBe('suspended@1/a suspended');
  });

  it("by the destination's own authority, nobody under it recognises by another agreement", () => {
    expect(chosen([suspended('440000'), other('440111')])).toBe('suspended@1/a suspended');
    expect(chosen([suspended('440106'), other('440111')])).toBe('other@1/a');
    expect(chosen([suspended('440000', clauseOf()), other('440111')])).toBe('other@1/a');
  });

  it('by the issuer, or by nobody named, leaves other agreements in force', () => {
    expect(chosen([suspended('330000', zhejiang({ destination: '440111' })), other('440000')])).toBe(
      'other@1/a',
    );
    expect(chosen([suspended(undefined, zhejiang({ destination: '440111' })), other('440000')])).toBe(
      'other@1/a',
    );
  });

  it('is over when the state is', () => {
    const again = agreementOf([zhejiang()], { id: 'suspended', version: 2, suspendedBy: '440000' });
    expect(chosen([suspended('440000'), again])).toBe('suspended@2/a');
  });
});

describe('a place that no agreement speaks of', () => {
  it('comes under the clauses that it would if one did', () => {
    const authorities: DivisionCode[] = ['000000', '440000', '440100', '440111', '330100', '320000'];
    const agreements = [
      ...foundingAgreements,
      ...authorities.map((suspendedBy) => ({
        ...agreementOf([zhejiang({ id: `by ${suspendedBy}` }), zhejiang({ destination: '440000' })]),
        id: `suspended by ${suspendedBy}`,
        state: 'suspended' as const,
        suspendedBy,
      })),
    ];
    const index = agreementIndex(agreements);
    const places = allDivisions().filter(({ code }) => /^(11|33|44|32)/.test(code));
    let chosenInAll = 0;
    for (const { code: destination } of places) {
      const silent = { ...agreementOf([]), id: 'silent', parties: [destination] };
      const named = agreementIndex([...agreements, silent]);
      for (const issuer of ['330100', '330000', '420000', '440000'] as const) {
        const asked = { ...question, issuer, destination };
        expect(index.choose(asked)).toEqual(named.choose(asked));
        expect(index.candidates(asked)).toEqual(named.candidates(asked));
        expect(index.nextChoice(asked)).toBe(named.nextChoice(asked));
        chosenInAll += Number(index.choose(asked) !== undefined);
      }
    }
    expect(chosenInAll).toBeGreaterThan(places.length / 2);
  });
});
