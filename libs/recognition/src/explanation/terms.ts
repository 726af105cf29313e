import type { Advice, Colour, FailedResult, Measure, ReasonKind } from '@huren/standard';
import type { Purpose } from '../model/agreement.ts';
import type { Change, Refusal } from '../model/decision.ts';
import type { Bilingual } from '../model/rule-set.ts';

const term = (zh: string, en: string): Bilingual => ({ 'zh-CN': zh, en });

export const COLOUR_TERMS: Record<Colour, Bilingual> = {
  green: term('绿码', 'green'),
  yellow: term('黄码', 'yellow'),
  orange: term('橙码', 'orange'),
  red: term('红码', 'red'),
};

export const MEASURE_TERMS: Record<Measure, Bilingual> = {
  pass: term('直接通行', 'pass'),
  temperature_check: term('测量体温后通行', 'temperature check on arrival'),
  test_required: term('接受核酸检测', 'nucleic-acid test'),
  home_observation: term('居家观察', 'observation at home'),
  home_isolation: term('居家隔离', 'isolation at home'),
  central_isolation: term('集中隔离', 'central isolation'),
  medical_referral: term('转送定点医疗机构', 'referral to a designated hospital'),
};

export const PURPOSE_TERMS: Record<Purpose, Bilingual> = {
  entry: term('进入', 'entry'),
  residence: term('居住', 'residence'),
  work: term('务工', 'work'),
  venue: term('进入场所', 'a venue'),
  transport: term('乘坐交通工具', 'transport'),
  medical: term('就医', 'medical care'),
  point_to_point: term('“点对点”输送', 'point-to-point transport'),
};

export const ADVICE_TERMS: Record<Advice, Bilingual> = {
  refresh_code: term('请刷新健康码后重新出示', 'Refresh the code and show it again'),
  use_document: term('请凭有效身份证件核查', 'Look the person up by identity document'),
  retry_later: term('请稍后重试', 'Try again later'),
};

export const RESULT_TERMS: Record<FailedResult, Bilingual> = {
  expired: term('已过有效期', 'has expired'),
  not_found: term('未查到对应记录', 'is not on record'),
  verification_failed: term('未通过验证', 'failed verification'),
  unavailable: term('的数据暂时无法取得', 'cannot be looked up at present'),
};

const FAULT_TERMS = new Map<string, Bilingual>(
  Object.entries({
    malformed: term('格式不符', 'it is not in a known form'),
    unknown_key: term('签发密钥不明', 'its key is not known'),
    altered: term('内容被改动', 'it was altered'),
    expired: term('动态码超过时限', 'the dynamic code is too old'),
    not_yet_valid: term('尚未生效', 'it is not valid yet'),
    foreign: term('不属于所称签发机构', 'it is not of the issuer that it names'),
    code_lapsed: term('健康码有效期已满', "the code's validity has ended"),
    stale_source: term(
      '签发机构数据超过互认条款规定的时限',
      "the issuer's data are older than the clause allows",
    ),
    stale_risk: term(
      '风险等级数据超过互认条款规定的时限',
      'the risk levels are older than the clause allows',
    ),
  }),
);

/** Why a code could not be looked at, in words; undefined for a fault that has none. */
export const faultTerm = (fault: string | undefined, language: keyof Bilingual): string | undefined =>
  fault === undefined ? undefined : FAULT_TERMS.get(fault)?.[language];

export const REFUSAL_TERMS: Record<Refusal, Bilingual> = {
  no_agreement: term(
    '目的地与签发地之间没有适用且有效的互认条款',
    'no clause in force covers this code there',
  ),
  agreement_suspended: term('有关互认协议已中止执行', 'the agreement is suspended'),
  agreement_altered: term('互认协议内容与各方签名不符', 'the agreement is not as its parties signed it'),
  no_rule_set: term('目的地没有现行有效的赋码规则', 'the destination has no rules in force'),
  rule_set_altered: term(
    '目的地赋码规则内容与签名不符',
    "the destination's rules are not as they were signed",
  ),
  stale_source: term(
    '签发机构数据超过互认条款规定的时限',
    "the issuer's data are older than the clause allows",
  ),
  stale_risk: term('风险等级数据超过互认条款规定的时限', 'the risk levels are older than the clause allows'),
  reason_not_covered: term('赋码依据超出互认条款的适用范围', 'a reason of the code is outside the clause'),
};

export const KIND_TERMS: Record<ReasonKind, Bilingual> = {
  'case.confirmed': term('确诊病例', 'confirmed case'),
  'case.suspected': term('疑似病例', 'suspected case'),
  'case.asymptomatic': term('无症状感染者', 'asymptomatic case'),
  'case.recovered': term('治愈出院', 'recovery'),
  'contact.close': term('密切接触', 'close contact'),
  'contact.secondary': term('次密切接触', 'secondary contact'),
  'exposure.area': term('风险地区旅居史', 'stays in areas at risk'),
  'exposure.abroad': term('境外旅居史', 'stays abroad'),
  symptom: term('症状', 'symptoms'),
  temperature: term('体温', 'temperature'),
  'test.nucleic': term('核酸检测', 'nucleic-acid test'),
  isolation: term('隔离情况', 'isolation'),
  'declaration.missing': term('健康申报', 'health declaration'),
  manual: term('人工赋码', 'colour given by hand'),
};

/** Why an answer changes by itself. */
export const CHANGE_TERMS: Record<Change, Bilingual> = {
  code_lapses: term('健康码有效期届满', 'the code lapses'),
  clause_begins: term('互认条款开始执行', 'a clause begins'),
  clause_ends: term('所依互认条款终止', 'the clause ends'),
  agreement_begins: term('互认协议或其新版本生效', 'an agreement, or a version of it, begins'),
  agreement_ends: term('所依互认协议终止', 'the agreement ends'),
  rule_set_begins: term('目的地赋码规则启用或更新', 'rules of the destination begin'),
  rule_set_ends: term('目的地赋码规则终止', 'the rules of the destination end'),
  rule_begins: term('一项赋码规则开始执行', 'a rule begins'),
  rule_ends: term('一项赋码规则终止', 'a rule ends'),
  source_stale: term(
    '签发机构数据将超过互认条款规定的时限',
    "the issuer's data become older than the clause allows",
  ),
  risk_stale: term(
    '风险等级数据将超过互认条款规定的时限',
    'the risk levels become older than the clause allows',
  ),
  fact_ends: term('所涉事实失效', 'a fact ends'),
  fact_ages: term('所涉事实超过规则规定的时限', 'a fact passes an age that the rules set'),
  measure_ends: term('管控措施期满或期限改变', 'the measure is over, or its end moves'),
  unforeseen: term('此后情形未予推算', 'what comes after was not worked out'),
};
