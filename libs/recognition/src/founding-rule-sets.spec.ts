import { REASON_KINDS, allIssuers, compareColours } from '@huren/standard';
import type { DivisionCode, Reason, Scheme } from '@huren/standard';
import { describe, expect, it } from '@jest/globals';
import { assess } from './assess.ts';
import { foundingRuleSets } from './founding.ts';
import type { RuleSet } from './model/rule-set.ts';
import { riskLevels } from './risk-levels.ts';
import { compileRuleSet } from './rule-set-admission.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { contactOn, on, stayOn } from './testing/examples.ts';
import { once } from './testing/once.ts';

const isOurs = ({ basis }: { readonly basis: string }): boolean => basis.startsWith('modelled');

const index = once(() => ruleSetIndex(foundingRuleSets));

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
      expect([code, index().find(code, scheme, on('2020-02-28'))?.ruleSet.destination]).toEqual([code, code]);
    }
    expect(foundingRuleSets).toHaveLength(41);
  });

  it('say where they come from, and which are ours', () => {
    expect(
      foundingRuleSets.filter(({ basis, status }) => status === 'documented' && !/2020-\d\d/.test(basis)),
    ).toEqual([]);
    expect(foundingRuleSets.filter((ruleSet) => ruleSet.status === 'modelled' && !isOurs(ruleSet))).toEqual(
      [],
    );
  });

  /** As the facts of the field have them in their table of colours; of Hangzhou they tell days and check-ins, and no causes. */
  it('quote a source for what it says alone', () => {
    const quoted = foundingRuleSets
      .filter(({ status }) => status === 'documented')
      .map(({ id, rules }) => [id, rules.filter((rule) => !isOurs(rule)).map((rule) => rule.id)]);
    expect(Object.fromEntries(quoted)).toEqual({
      '000000.national': ['case', 'close-contact', 'temperature'],
      '110000.domestic': ['isolation-ordered', 'isolation'],
      '330100.domestic': [],
      '410000.domestic': ['case', 'close-contact', 'high-risk-area', 'fever-or-cough', 'recovered'],
      '420000.domestic': [
        'case-or-fever',
        'close-contact',
        'isolation-ordered',
        'isolation',
        'declaration-missing',
      ],
    });
    const ours = foundingRuleSets.filter(({ status }) => status === 'modelled');
    expect(ours.flatMap(({ id, rules }) => (rules.every(isOurs) ? [] : [id]))).toEqual([]);
  });
});

/** The first instant of the day or month that a basis names; of a basis that names none, never. */
const namedBy = (basis: string): number => {
  const [, month, day = '01'] = /(2020-\d\d)(?:-(\d\d))?/.exec(basis) ?? [];
  return Date.parse(`${month}-${day}T00:00:00+08:00`);
};

describe('what is documented', () => {
  const documented = foundingRuleSets.filter(({ status }) => status === 'documented');
  const before = ({ id, version }: RuleSet) =>
    foundingRuleSets.find((one) => one.id === id && one.version === version - 1);

  it('is in force from the date of its basis, set and rules, and no earlier', () => {
    for (const { id, basis, validFrom, rules } of documented) {
      const quoted = rules.filter((rule) => !isOurs(rule));
      for (const one of [{ basis, validFrom }, ...quoted])
        expect([id, Date.parse(one.validFrom) >= namedBy(one.basis)]).toEqual([id, true]);
    }
  });

  it('was modelled until then, by the same rules, none of which quotes the basis to come', () => {
    for (const ruleSet of documented) {
      const earlier = before(ruleSet);
      expect(earlier).toMatchObject({ version: 1, status: 'modelled', validTo: ruleSet.validFrom });
      expect(earlier?.basis).toBe(`modelled on ${ruleSet.basis}`);
      expect(earlier?.rules.every(isOurs)).toBe(true);
      const said = (one?: RuleSet) => one?.rules.map(({ id, when, then, text }) => [id, when, then, text]);
      expect(said(earlier)).toEqual(said(ruleSet));
    }
  });
});

/** Same colour, different meaning: the published rules of 2020 on the same facts. */
describe('the same facts under different rules', () => {
  const seen = contactOn('2020-03-18');
  const { issuer, evidence, observedAt } = seen;
  const stated = { issuer, evidence, observedAt };
  const facts: Record<string, Reason> = {
    'close contact': seen,
    confirmed: { ...stated, kind: 'case.confirmed' },
    suspected: { ...stated, kind: 'case.suspected' },
    asymptomatic: { ...stated, kind: 'case.asymptomatic' },
    recovered: { ...stated, kind: 'case.recovered' },
    fever: { ...stated, kind: 'symptom', symptoms: ['fever'] },
    cough: { ...stated, kind: 'symptom', symptoms: ['cough'] },
    temperature: { ...stated, kind: 'temperature', tenths: 378 },
    'badly hit area': stayOn('2020-03-18', '420102', 'high'),
    'declaration lapsed': { ...stated, kind: 'declaration.missing' },
    'isolation ordered': { ...stated, kind: 'isolation', status: 'ordered' },
    'isolation in progress': { ...stated, kind: 'isolation', status: 'in_progress' },
  };
  const coloured = (code: DivisionCode, scheme: Scheme, reasons: readonly Reason[]) => {
    const rules = index().find(code, scheme, on('2020-03-20'));
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
    ['000000', 'national', 'asymptomatic', 'red', 'medical_referral'],
    ['000000', 'national', 'fever', 'green', 'pass'],
    ['000000', 'national', 'cough', 'green', 'pass'],
    ['420000', 'domestic', 'confirmed', 'red', 'medical_referral'],
    ['420000', 'domestic', 'suspected', 'red', 'medical_referral'],
    ['420000', 'domestic', 'fever', 'red', 'medical_referral'],
    ['420000', 'domestic', 'temperature', 'red', 'medical_referral'],
    ['420000', 'domestic', 'declaration lapsed', 'yellow', 'temperature_check'],
    ['420000', 'domestic', 'isolation ordered', 'yellow', 'home_isolation'],
    ['420000', 'domestic', 'isolation in progress', 'yellow', 'home_isolation'],
    ['420000', 'domestic', 'cough', 'green', 'pass'],
    ['410000', 'domestic', 'confirmed', 'red', 'medical_referral'],
    ['410000', 'domestic', 'suspected', 'red', 'medical_referral'],
    ['410000', 'domestic', 'asymptomatic', 'red', 'medical_referral'],
    ['410000', 'domestic', 'badly hit area', 'red', 'central_isolation'],
    ['410000', 'domestic', 'fever', 'yellow', 'home_observation'],
    ['410000', 'domestic', 'cough', 'yellow', 'home_observation'],
    ['410000', 'domestic', 'recovered', 'yellow', 'home_observation'],
    ['410000', 'domestic', 'declaration lapsed', 'green', 'pass'],
    ['110000', 'domestic', 'badly hit area', 'yellow', 'home_observation'],
    ['110000', 'domestic', 'isolation ordered', 'yellow', 'home_observation'],
    ['110000', 'domestic', 'isolation in progress', 'yellow', 'home_observation'],
    ['330100', 'domestic', 'badly hit area', 'red', 'central_isolation'],
    ['330000', 'international', 'temperature', 'yellow', 'test_required'],
    ['330000', 'international', 'confirmed', 'orange', 'medical_referral'],
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
      const served: Reason = { ...stated, kind: 'isolation', status: 'completed' };
      expect(coloured(code, scheme, [seen, served]).colour).toBe('green');
    },
  );

  it.each([
    ['420000', 14],
    ['110000', 14],
  ] as const)('%s: an isolation asks for %i days from its own beginning', (code, days) => {
    for (const status of ['ordered', 'in_progress'] as const) {
      const assessment = coloured(code, 'domestic', [{ ...stated, kind: 'isolation', status }]);
      const begun = Date.parse(stated.observedAt);
      expect(assessment.measureUntil).toEqual(new Date(begun + days * 86_400_000));
      expect(assessment.nextChangeAt).toEqual(new Date(begun + 14 * 86_400_000));
    }
  });

  it('an isolation that begins after another was served is not relieved by that one', () => {
    const served: Reason = {
      ...stated,
      observedAt: '2020-03-10T09:00:00+08:00',
      kind: 'isolation',
      status: 'completed',
    };
    const again: Reason = { ...stated, kind: 'isolation', status: 'in_progress' };
    for (const code of ['420000', '110000'] as const)
      expect(coloured(code, 'domestic', [served, again]).colour).toBe('yellow');
  });

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
