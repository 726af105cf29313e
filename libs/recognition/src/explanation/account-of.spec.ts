import { describe, expect, it } from '@jest/globals';
import { decide } from '../decide.ts';
import { CHANGES } from '../model/decision.ts';
import type { Decision } from '../model/decision.ts';
import { asked, given } from '../testing/asked.ts';
import { contactOn, green } from '../testing/examples.ts';
import { accountOf } from './account-of.ts';
import { CHANGE_TERMS } from './terms.ts';

const contact = { record: { ...green, reasons: [contactOn('2020-03-10')] } };
// Made in each test: what is run while specs are loaded counts for no test when mutants are looked for.
const decided = () => decide(asked({}, contact), { ...given(), riskAgeSeconds: 7200 });

const of = (more: Partial<Decision>) => accountOf({ ...decided(), ...more });

describe('the account at the end of an explanation', () => {
  it('tells facts, what is enough, ages, and when and why it next changes, from the decision itself', () => {
    const decision = decided();
    expect(accountOf(decision)).toEqual({
      'zh-CN':
        '所依事实：（1）密切接触（湖北省，2020年3月10日9时00分）。单独即足以得出结论的事实：（1）。签发机构数据距今3秒，风险等级数据距今2小时。如无新情况，本结论自2020年3月24日9时00分起变化：所涉事实超过规则规定的时限。',
      en: " Facts: (1) close contact (Hubei, 2020-03-10 09:00 China time). Enough by themselves: (1). The issuer's data are 3 s old, the risk levels 2 h old. With nothing new, this changes at 2020-03-24 09:00 China time: a fact passes an age that the rules set.",
    });
    expect(decision.explanation.en.endsWith(accountOf(decision).en)).toBe(true);
    expect(decision.explanation['zh-CN'].endsWith(accountOf(decision)['zh-CN'])).toBe(true);
  });

  it('names several facts, and each set of them that is enough, or that none is needed', () => {
    const fact = { kind: 'symptom', issuer: '330000', observedAt: '2020-03-11T10:30:00+08:00' } as const;
    const { basis } = decided();
    const facts = [...(basis.facts ?? []), fact];
    const sets = (...all: number[][]) =>
      of({ basis: { ...basis, facts, sufficient: { sets: all, complete: true } } });
    expect(sets([0, 1], [1])['zh-CN']).toContain(
      '（湖北省，2020年3月10日9时00分）；（2）症状（浙江省，2020年3月11日10时30分）。单独即足以得出结论的事实：（1）（2）；（2）。',
    );
    expect(sets([0, 1], [1]).en).toContain(
      ' China time); (2) symptoms (Zhejiang, 2020-03-11 10:30 China time). Enough by themselves: (1) (2); (2). The',
    );
    expect(sets([])['zh-CN']).toContain('单独即足以得出结论的事实：无需任何事实。');
    expect(sets([]).en).toContain('Enough by themselves: none at all. The');
    const none = of({ basis: { ...basis, facts: [], sufficient: { sets: [[]], complete: true } } });
    expect([none['zh-CN'].slice(0, 6), none.en.slice(0, 13)]).toEqual(['签发机构数据', " The issuer's"]);
  });

  it.each([
    [0, '0秒', '0 s'],
    [59, '59秒', '59 s'],
    [60, '1分钟', '1 min'],
    [3599, '59分钟', '59 min'],
    [3600, '1小时', '1 h'],
    [86_399, '23小时', '23 h'],
    [86_400, '1天', '1 d'],
    [172_799, '1天', '1 d'],
  ])('tells an age in the largest unit that it fills: %s', (ageSeconds, chinese, english) => {
    const { source, basis } = decided();
    const account = of({
      source: source && { ...source, ageSeconds },
      basis: { ...basis, riskAgeSeconds: ageSeconds },
    });
    expect(account['zh-CN']).toContain(`。签发机构数据距今${chinese}，风险等级数据距今${chinese}。`);
    expect(account.en).toContain(` The issuer's data are ${english} old, the risk levels ${english} old.`);
  });

  it('says where the age of the levels is not known, and where time alone changes nothing', () => {
    const account = of({ basis: { ...decided().basis, riskAgeSeconds: null }, next: null });
    expect(account['zh-CN']).toMatch(/，风险等级数据时点不明。本结论不因时间推移而变化。$/);
    expect(account.en).toMatch(/ old, the risk levels of unknown age\. Time alone does not change this\.$/);
  });

  it('has words for each reason of a change', () => {
    for (const why of CHANGES) {
      const account = of({ next: { at: '2020-03-20T00:00:00+08:00', why } });
      expect(account['zh-CN']).toContain(`自2020年3月20日0时00分起变化：${CHANGE_TERMS[why]['zh-CN']}。`);
      expect(account.en).toContain(`changes at 2020-03-20 00:00 China time: ${CHANGE_TERMS[why].en}.`);
    }
    expect(new Set(CHANGES.map((why) => CHANGE_TERMS[why].en)).size).toBe(CHANGES.length);
  });

  it('is none of a code that nobody could look at', () => {
    expect(of({ source: null })).toEqual({ 'zh-CN': '', en: '' });
  });
});
