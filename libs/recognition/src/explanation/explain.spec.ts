import { FAILED_EXAMPLES, explained } from '../testing/explained.ts';
import { describe, expect, it } from '@jest/globals';
import {
  agreementOf,
  bare,
  clauseOf,
  contactOn,
  green,
  knowing,
  rule,
  rulesOf,
} from '../testing/examples.ts';

const close = rule({ var: 'facts.contact.close.present' }, { since: 'contact.close' });
const fever = rule(
  { var: 'facts.symptom.fever.present' },
  { colour: 'red' },
  { id: 'fever', text: { 'zh-CN': '发热', en: 'fever' } },
);
const clause = clauseOf({ id: 'hubei', from: ['420000', '330000'] });
const known = () => knowing([agreementOf([clause])], [rulesOf([close, fever])]);
const contact = { ...green, reasons: [contactOn('2020-03-10')] };

describe('the explanation of a decision', () => {
  it('of a pass', () => {
    expect(explained(green, known())).toEqual({
      'zh-CN':
        '所示为湖北健康码（签发机构代码420000，第3版），绿码。依据《互认协议》（第1版，条款hubei），广东省广州市白云区予以互认（事由：进入），认定为绿码。未触发管控规则。管控措施：直接通行。',
      en: 'Shown: Hubei Health Code (issuer 420000, version 3), green. Recognised in 广东省广州市白云区, Guangdong (440111) for entry as green, under "An agreement" (version 1, clause hubei). No restricting rule applies. Measure: pass.',
    });
  });

  it('of rules that fire, with the end of the measure', () => {
    expect(explained(contact, known(), { destination: '440000', purpose: 'point_to_point' })).toEqual({
      'zh-CN':
        '所示为湖北健康码（签发机构代码420000，第3版），绿码。依据《互认协议》（第1版，条款hubei），广东省予以互认（事由：“点对点”输送），认定为黄码。适用规则：规则甲。管控措施：居家观察，至2020年3月24日9时00分止。',
      en: 'Shown: Hubei Health Code (issuer 420000, version 3), green. Recognised in Guangdong for point-to-point transport as yellow, under "An agreement" (version 1, clause hubei). Rules that apply: rule A. Measure: observation at home until 2020-03-24 09:00 China time.',
    });
    const both = {
      ...contact,
      reasons: [
        ...contact.reasons,
        { ...contactOn('2020-03-15'), kind: 'symptom' as const, symptoms: ['fever' as const] },
      ],
    };
    expect(explained(both, known())['zh-CN']).toContain('适用规则：规则甲；发热。');
    expect(explained(both, known()).en).toContain('Rules that apply: rule A; fever. ');
  });

  it('of what was unknown, by kind', () => {
    const text = explained({ ...green, covers: [] }, known());
    expect(text['zh-CN']).toContain(
      '未触发管控规则。签发机构未核查下列事项，按情况不明处理：密切接触、症状。管控措施：接受核酸检测。',
    );
    expect(text.en).toContain(
      'Not looked into by the issuer, and treated as unknown: close contact, symptoms. Measure',
    );
  });

  it('of a bare colour, and of the international version', () => {
    const shown = { ...bare('green'), issuer: '330000' as const, scheme: 'international' as const };
    const text = explained(shown, known());
    expect(text['zh-CN']).toMatch(
      /^所示为浙江健康码（国际版）（签发机构代码330000，第3版），绿码。该码仅有颜色，未附赋码依据，按其可能含义中最严者认定。依据/,
    );
    expect(text.en).toMatch(
      /^Shown: Zhejiang Health Code, international version \(issuer 330000, version 3\), green\. It came without reasons and is taken as the strictest that its colour may mean\. Recognised/,
    );
  });

  it('of a refusal, with the clause where there is one', () => {
    expect(explained(green, knowing([], []), { destination: '440106' })).toEqual({
      'zh-CN':
        '所示为湖北健康码（签发机构代码420000，第3版），绿码。广东省广州市天河区不予互认：目的地与签发地之间没有适用且有效的互认条款。管控措施：集中隔离，至2020年3月30日9时00分止。',
      en: 'Shown: Hubei Health Code (issuer 420000, version 3), green. Not recognised in 广东省广州市天河区, Guangdong (440106): no clause in force covers this code there. Measure: central isolation until 2020-03-30 09:00 China time.',
    });
    const suspended = knowing([agreementOf([clause], { state: 'suspended' })], []);
    expect(explained(green, suspended)['zh-CN']).toContain(
      '不予互认：有关互认协议已中止执行，见《互认协议》（第1版，条款hubei）。管控措施',
    );
    expect(explained(green, suspended).en).toContain(
      ': the agreement is suspended, "An agreement" (version 1, clause hubei). Measure',
    );
  });

  it('of a code whose issuer has no name here', () => {
    const foreign = { ...green, issuer: '421000' as const };
    expect(explained(foreign, knowing([], []))['zh-CN']).toMatch(
      /^所示为湖北省荆州市健康码（签发机构代码421000/,
    );
    expect(explained(foreign, knowing([], [])).en).toMatch(
      /^Shown: Code of 湖北省荆州市, Hubei \(421000\) \(issuer/,
    );
  });

  it('of a destination beyond the provinces', () => {
    expect(explained(green, knowing([], []), { destination: '000000' }).en).toContain(
      'Not recognised in the national platform: ',
    );
    expect(explained(green, knowing([], []), { destination: '990000' }).en).toContain(
      'Not recognised in 990000: ',
    );
    expect(explained(green, knowing([], []), { destination: '500101' }).en).toContain(
      ', Chongqing (500101): ',
    );
  });

  it.each(FAILED_EXAMPLES)('of a result that is no colour: %j', (failure, chinese, english) => {
    const presented = { kind: 'failed' as const, ...failure };
    expect(explained(green, known(), { presented })).toEqual({
      'zh-CN': `${chinese}未作颜色认定，不表示持码人健康状况异常。${english[1]}`,
      en: `${english[0]} No colour was found; this says nothing about the holder's health. ${english[2]}`,
    });
  });

  it('of a lapsed code', () => {
    const lapsed = { ...green, validUntil: '2020-03-16T09:00:00+08:00' };
    expect(explained(lapsed, known())).toEqual({
      'zh-CN':
        '湖北健康码已过有效期（健康码有效期已满），未作颜色认定，不表示持码人健康状况异常。请刷新健康码后重新出示。',
      en: "Hubei Health Code has expired: the code's validity has ended. No colour was found; this says nothing about the holder's health. Refresh the code and show it again.",
    });
  });
});
