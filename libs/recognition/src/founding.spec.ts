import { REASON_KINDS, allIssuers, compareColours, isDivision, isWithin } from '@huren/standard';
import type { DivisionCode, Reason, Scheme } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { assess } from './assess.ts';
import { decide } from './decide.ts';
import { foundingAgreements, foundingRuleSets } from './founding.ts';
import type { Purpose, RecognitionMode } from './model/agreement.ts';
import type { PresentedRecord } from './question.ts';
import { riskLevels } from './risk-levels.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { contactOn, green, knowing, on, stayOn } from './testing/examples.ts';

const index = ruleSetIndex(foundingRuleSets);
const founding = knowing(foundingAgreements, foundingRuleSets);
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
  return decide({ decisionId: 'd', at, destination: to, purpose, mode, presented }, founding);
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
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length);
    for (const { parties, clauses: own } of foundingAgreements) {
      expect(own.filter(({ destination }) => !parties.some((party) => isWithin(destination, party)))).toEqual(
        [],
      );
    }
  });
});

describe('the founding rule sets', () => {
  it('are all admitted, one for each provincial unit, the Corps and the national platform', () => {
    expect(foundingRuleSets.flatMap((ruleSet) => (compileRuleSet(ruleSet).ok ? [] : [ruleSet.id]))).toEqual(
      [],
    );
    const provincial = allIssuers()
      .map(({ code }) => code)
      .filter((code) => code.endsWith('0000'));
    for (const code of provincial) {
      const scheme = code === '000000' ? 'national' : 'domestic';
      expect([code, index.find(code, scheme, on('2020-02-28'))?.ruleSet.destination]).toEqual([code, code]);
    }
    expect(foundingRuleSets).toHaveLength(37);
  });

  it('say where they come from, and which are ours', () => {
    expect(
      foundingRuleSets.filter(({ basis, status }) => status === 'documented' && !/2020-\d\d/.test(basis)),
    ).toEqual([]);
    expect(
      foundingRuleSets.filter(({ basis, status }) => status === 'modelled' && !basis.includes('modelled')),
    ).toEqual([]);
    const documented = new Set(
      foundingRuleSets.filter(({ status }) => status === 'documented').map(({ id }) => id),
    );
    expect([...documented].sort()).toEqual([
      '000000.national',
      '110000.domestic',
      '330000.international',
      '330100.domestic',
      '370000.domestic',
      '410000.domestic',
      '420000.domestic',
      '440111.domestic',
    ]);
  });
});

/** Same colour, different meaning: the published rules of 2020 on the same facts. */
describe('the same facts under different rules', () => {
  const seen = contactOn('2020-03-18');
  const as = (
    kind:
      'case.confirmed' | 'case.suspected' | 'case.asymptomatic' | 'case.recovered' | 'declaration.missing',
  ): Reason => ({ ...seen, kind });
  const facts: Record<string, Reason> = {
    'close contact': seen,
    confirmed: as('case.confirmed'),
    suspected: as('case.suspected'),
    asymptomatic: as('case.asymptomatic'),
    recovered: as('case.recovered'),
    fever: { ...seen, kind: 'symptom', symptoms: ['fever'] },
    cough: { ...seen, kind: 'symptom', symptoms: ['cough'] },
    temperature: { ...seen, kind: 'temperature', tenths: 378 },
    'badly hit area': stayOn('2020-03-18', '420102', 'high'),
    'declaration lapsed': as('declaration.missing'),
  };
  const coloured = (code: DivisionCode, scheme: Scheme, reasons: readonly Reason[]) => {
    const rules = index.find(code, scheme, on('2020-03-20'));
    if (!rules) throw new Error('no rule set');
    const given = { issuer: code, scheme, covers: [...REASON_KINDS], reasons: [...reasons] };
    return assess(given, rules, riskLevels([], null), on('2020-03-20'));
  };

  it.each([
    ['000000', 'national', 'close contact', 'orange', 'home_isolation'],
    ['420000', 'domestic', 'close contact', 'yellow', 'home_isolation'],
    ['410000', 'domestic', 'close contact', 'red', 'central_isolation'],
    ['110000', 'domestic', 'close contact', 'red', 'central_isolation'],
    ['330000', 'international', 'close contact', 'orange', 'central_isolation'],
    ['000000', 'national', 'confirmed', 'red', 'medical_referral'],
    ['000000', 'national', 'suspected', 'red', 'medical_referral'],
    ['000000', 'national', 'temperature', 'yellow', 'test_required'],
    ['000000', 'national', 'cough', 'green', 'pass'],
    ['420000', 'domestic', 'confirmed', 'red', 'medical_referral'],
    ['420000', 'domestic', 'suspected', 'red', 'medical_referral'],
    ['420000', 'domestic', 'fever', 'red', 'medical_referral'],
    ['420000', 'domestic', 'declaration lapsed', 'yellow', 'temperature_check'],
    ['420000', 'domestic', 'cough', 'green', 'pass'],
    ['410000', 'domestic', 'asymptomatic', 'red', 'medical_referral'],
    ['410000', 'domestic', 'badly hit area', 'red', 'central_isolation'],
    ['410000', 'domestic', 'fever', 'yellow', 'home_observation'],
    ['410000', 'domestic', 'cough', 'yellow', 'home_observation'],
    ['410000', 'domestic', 'recovered', 'yellow', 'home_observation'],
    ['110000', 'domestic', 'badly hit area', 'yellow', 'home_observation'],
    ['330100', 'domestic', 'badly hit area', 'red', 'central_isolation'],
  ] as const)('%s %s: %s is %s', (code, scheme, fact, colour, measure) => {
    const reason = facts[fact] as Reason;
    expect(coloured(code, scheme, [reason])).toMatchObject({ colour, measure });
  });

  it.each([
    ['420000', 'domestic', 14],
    ['410000', 'domestic', 14],
    ['330100', 'domestic', 14],
    ['000000', 'national', 14],
  ] as const)(
    '%s %s: a close contact is green again after %i days, or isolation served',
    (code, scheme, days) => {
      const assessment = coloured(code, scheme, [seen]);
      const end = new Date(on('2020-03-18').getTime() + days * 86_400_000);
      expect([assessment.measureUntil, assessment.nextChangeAt]).toEqual([end, end]);
      const served: Reason = { ...seen, kind: 'isolation', status: 'completed' };
      expect(coloured(code, scheme, [seen, served]).colour).toBe('green');
    },
  );

  it('Hangzhou sends yellow home for seven days', () => {
    const medium = coloured('330100', 'domestic', [stayOn('2020-03-18', '420102', 'medium')]);
    expect(medium).toMatchObject({
      colour: 'yellow',
      measure: 'home_isolation',
      measureUntil: on('2020-03-25'),
    });
  });

  it('nothing found is green everywhere', () => {
    for (const { destination, scheme } of foundingRuleSets) {
      expect(coloured(destination, scheme, [])).toMatchObject({
        colour: 'green',
        measure: 'pass',
        fired: [],
      });
      expect(
        compareColours(coloured(destination, scheme, [facts.confirmed as Reason]).colour, 'yellow'),
      ).toBeGreaterThan(0);
    }
  });
});
