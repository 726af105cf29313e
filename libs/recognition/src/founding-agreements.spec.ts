import { allIssuers, isDivision, isWithin } from '@huren/standard';
import type { DivisionCode, Reason, Scheme } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { foundingAgreements, foundingRuleSets } from './founding.ts';
import type { Purpose, RecognitionMode } from './model/agreement.ts';
import type { PresentedRecord } from './question.ts';
import { contactOn, green, knowing } from './testing/examples.ts';
import { once } from './testing/once.ts';

const founding = once(() => knowing(foundingAgreements, foundingRuleSets));
const clauses = foundingAgreements.flatMap((agreement) => agreement.clauses);

type Asked = {
  issuer?: DivisionCode;
  purpose?: Purpose;
  mode?: RecognitionMode;
  record?: Partial<PresentedRecord>;
};

const decided = (
  to: DivisionCode,
  day: string,
  { issuer = '420000', purpose = 'entry', mode = 'showing', record = {} }: Asked = {},
) => {
  const shown = { ...green, issuer, issuedAt: '2020-02-20T09:00:00+08:00', ...record };
  const at = `${day}T09:00:00+08:00`;
  const presented = {
    kind: 'record',
    record: shown,
    verified: 'mac',
    observedAt: at,
    ageSeconds: 0,
  } as const;
  return decide({ decisionId: 'd', at, destination: to, purpose, mode, presented }, founding());
};
const outcome = (...given: Parameters<typeof decided>) => {
  const { result, colour, measure, basis } = decided(...given);
  return [result, colour, measure, basis.agreement?.id];
};
const PASS = (agreement: string) => ['recognised', 'green', 'pass', agreement];
const ISOLATED = ['not_recognised', undefined, 'central_isolation', undefined];

describe('the founding agreements', () => {
  it('Zhejiang, Henan and Hainan from 28 February', () => {
    expect(outcome('330000', '2020-02-27', { issuer: '410000' })).toEqual(ISOLATED);
    expect(outcome('330000', '2020-02-28', { issuer: '410000' })).toEqual(PASS('zhejiang-henan'));
    expect(outcome('410000', '2020-02-28', { issuer: '330000' })).toEqual(PASS('zhejiang-henan'));
    expect(outcome('460000', '2020-02-28', { issuer: '330100' })).toEqual(PASS('zhejiang-hainan'));
    expect(outcome('330100', '2020-02-28', { issuer: '460000' })).toEqual(PASS('zhejiang-hainan'));
    expect(outcome('410000', '2020-02-28', { issuer: '460000' })).toEqual(ISOLATED);
    expect(decided('410000', '2020-02-28', { issuer: '330000' }).basis.ruleSet).toEqual({
      id: '410000.domestic',
      version: 1,
    });
    expect(decided('410000', '2020-03-17', { issuer: '330000' }).basis.ruleSet?.version).toBe(2);
  });

  it('Baiyun alone takes a Hubei green from 16 March: no isolation, no test', () => {
    expect(outcome('440111', '2020-03-15')).toEqual(ISOLATED);
    expect(outcome('440111', '2020-03-16')).toEqual(PASS('baiyun-hubei'));
    expect(outcome('440106', '2020-03-16')).toEqual(ISOLATED);
    expect(outcome('440100', '2020-03-16')).toEqual(ISOLATED);
    expect(decided('440106', '2020-03-16').measureUntil).toBe('2020-03-30T09:00:00+08:00');
  });

  it('Hangzhou from 18 March, all of it and nothing else of Zhejiang', () => {
    expect(outcome('330100', '2020-03-17')).toEqual(ISOLATED);
    expect(outcome('330106', '2020-03-18')).toEqual(PASS('hangzhou-hubei'));
    expect(outcome('330200', '2020-03-18')).toEqual(ISOLATED);
  });

  it('Guangdong for the trains of 19 March, and for them alone', () => {
    expect(outcome('440300', '2020-03-19', { purpose: 'point_to_point' })).toEqual(
      PASS('guangdong-hubei-trains'),
    );
    expect(outcome('440300', '2020-03-18', { purpose: 'point_to_point' })).toEqual(ISOLATED);
    expect(outcome('440300', '2020-03-19', { purpose: 'work' })).toEqual(ISOLATED);
  });

  it('Shandong by showing or converting from nineteen provinces, and 14 days for any other', () => {
    const yantai = (issuer: DivisionCode, mode: RecognitionMode) =>
      outcome('370600', '2020-03-10', { issuer, mode });
    expect(yantai('230000', 'converting')).toEqual(PASS('shandong-memoranda'));
    expect(yantai('230000', 'showing')).toEqual(PASS('shandong-memoranda'));
    expect(yantai('420000', 'converting')).toEqual(ISOLATED);
    const memoranda = foundingAgreements.find(({ id }) => id === 'shandong-memoranda');
    expect(memoranda?.clauses.map(({ from }) => new Set(from).size)).toEqual([19]);
    expect(memoranda?.basis).toContain('modelled');
    expect(outcome('230000', '2020-03-10', { issuer: '370000' })).toEqual(ISOLATED);
  });

  it('the national code everywhere, and every code into the national one, from 21 March', () => {
    const national = { scheme: 'national' as const };
    expect(outcome('520000', '2020-03-21', { issuer: '000000', record: national })).toEqual(
      PASS('national-code'),
    );
    expect(outcome('520000', '2020-03-20', { issuer: '000000', record: national })).toEqual(ISOLATED);
    expect(outcome('000000', '2020-03-21', { mode: 'converting' })).toEqual(PASS('national-code'));
    expect(outcome('660000', '2020-03-21', { issuer: '000000', record: national })).toEqual(
      PASS('national-code'),
    );
  });

  it("every issuer's own code at home", () => {
    for (const { code, schemes } of allIssuers()) {
      const [scheme] = schemes;
      expect([
        code,
        ...outcome(code, '2020-03-10', { issuer: code, record: { scheme: scheme as Scheme } }),
      ]).toEqual([code, ...PASS('own-codes')]);
    }
  });

  it('an arrival from abroad on the international version is coloured in its palette', () => {
    const abroad: Reason = { ...contactOn('2020-03-15'), kind: 'exposure.abroad', country: 'ITA' };
    const record = { scheme: 'international' as const, colour: 'orange' as const, reasons: [abroad] };
    const answer = decided('330100', '2020-03-20', { issuer: '330000', record });
    expect(answer).toMatchObject({
      colour: 'orange',
      measure: 'central_isolation',
      measureUntil: '2020-03-29T09:00:00+08:00',
      basis: { ruleSet: { id: '330000.international' } },
    });
  });

  it('name divisions, dates and sources, and each clause once', () => {
    const codes = [
      ...foundingAgreements.flatMap(({ parties }) => parties),
      ...clauses.flatMap(({ from, destination }) => [...from, destination]),
    ];
    const issuers = new Set(allIssuers().map(({ code }) => code));
    expect(codes.filter((code) => !isDivision(code) && !issuers.has(code))).toEqual([]);
    expect(foundingAgreements.filter(({ basis }) => !/20\d\d-\d\d|modelled/.test(basis))).toEqual([]);
    for (const { id, basis, validFrom, clauses: own } of foundingAgreements) {
      const [, month, day = '01'] = /(2020-\d\d)(?:-(\d\d))?/.exec(basis) ?? [];
      if (!month) continue;
      const named = Date.parse(`${month}-${day}T00:00:00+08:00`);
      const early = [validFrom, ...own.map((clause) => clause.validFrom)].filter(
        (at) => Date.parse(at) < named,
      );
      expect([id, early]).toEqual([id, []]);
    }
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
    for (const { parties, clauses: own } of foundingAgreements) {
      expect(own.filter(({ destination }) => !parties.some((party) => isWithin(destination, party)))).toEqual(
        [],
      );
    }
  });
});
