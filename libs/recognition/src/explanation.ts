import { divisionName, findIssuer } from '@huren/standard';
import type { Advice, Colour, Measure } from '@huren/standard';
import type { Agreement } from './model/agreement.ts';
import type { Decision } from './model/decision.ts';
import type { Bilingual, Rule } from './model/rule-set.ts';

type Draft = Omit<Decision, 'explanation'>;

const COLOUR: Record<Colour, Bilingual> = {
  green: { 'zh-CN': '绿码', en: 'green' },
  yellow: { 'zh-CN': '黄码', en: 'yellow' },
  orange: { 'zh-CN': '橙码', en: 'orange' },
  red: { 'zh-CN': '红码', en: 'red' },
};

const MEASURE: Record<Measure, Bilingual> = {
  pass: { 'zh-CN': '直接通行', en: 'pass' },
  temperature_check: { 'zh-CN': '测温后通行', en: 'temperature check' },
  test_required: { 'zh-CN': '需进行核酸检测', en: 'nucleic-acid test required' },
  home_observation: { 'zh-CN': '居家观察', en: 'observation at home' },
  home_isolation: { 'zh-CN': '居家隔离', en: 'isolation at home' },
  central_isolation: { 'zh-CN': '集中隔离', en: 'central isolation' },
  medical_referral: { 'zh-CN': '转送医疗机构', en: 'referral to a hospital' },
};

const ADVICE: Record<Advice, Bilingual> = {
  refresh_code: { 'zh-CN': '请刷新健康码后重新出示', en: 'refresh the code and show it again' },
  use_document: { 'zh-CN': '请凭身份证件查询', en: 'look the person up by document' },
  retry_later: {
    'zh-CN': '请稍后重试；此结果不代表健康状况',
    en: 'try again later; this says nothing about health',
  },
};

const RESULT: Record<Exclude<Draft['result'], 'recognised' | 'not_recognised'>, Bilingual> = {
  expired: { 'zh-CN': '该码已过期', en: 'The code has expired' },
  not_found: { 'zh-CN': '查无此码', en: 'No such code is known' },
  verification_failed: { 'zh-CN': '该码未通过验证', en: 'The code failed verification' },
  unavailable: { 'zh-CN': '暂时无法获取该码信息', en: "The code's record cannot be had at present" },
};

const REFUSAL: Record<string, Bilingual> = {
  no_agreement: {
    'zh-CN': '目的地与发码地之间没有生效的互认条款',
    en: 'no clause in force lets the destination recognise this issuer',
  },
  reason_not_covered: {
    'zh-CN': '赋码依据超出互认条款范围',
    en: 'a reason of the code is outside the clause',
  },
  stale_source: {
    'zh-CN': '发码地数据超过互认条款规定的时限',
    en: "the issuer's data are older than the clause allows",
  },
  stale_risk: {
    'zh-CN': '风险等级数据超过互认条款规定的时限',
    en: 'the risk data are older than the clause allows',
  },
  no_rule_set: { 'zh-CN': '目的地没有生效的赋码规则', en: 'the destination has no rules in force' },
};

type Language = keyof Bilingual;

const issuerName = (code: string, language: Language): string => findIssuer(code)?.name[language] ?? code;

const place = (draft: Draft, language: Language): string =>
  language === 'en' ? draft.destination : `${divisionName(draft.destination)}（${draft.destination}）`;

const sourceText = ({ source }: Draft, language: Language): string => {
  if (!source) return '';
  const name = issuerName(source.issuer, language);
  const colour = COLOUR[source.colour][language];
  if (language === 'en') {
    return `${name} (${source.issuer}), ${colour}${source.bareColour ? ', a bare colour without reasons' : ''}, version ${source.version}. `;
  }
  return `${name}（${source.issuer}）${colour}${source.bareColour ? '（仅有颜色、未附依据）' : ''}，第${source.version}版。`;
};

const untilText = (until: string | null, language: Language): string => {
  if (!until) return '';
  const minute = until.slice(0, 16).replace('T', ' ');
  return language === 'en' ? ` until ${minute}` : `，至${minute}`;
};

const measureText = (draft: Draft, language: Language): string =>
  draft.measure ? MEASURE[draft.measure][language] + untilText(draft.measureUntil, language) : '';

const basisText = ({ basis }: Draft, agreement: Agreement | undefined, language: Language): string => {
  if (!basis.agreement || !agreement) return '';
  const { id, version, clause } = basis.agreement;
  return language === 'en'
    ? `Under "${agreement.title.en}" (${id}, version ${version}, clause ${clause}). `
    : `依据《${agreement.title['zh-CN']}》（${id}，第${version}版，${clause}款）。`;
};

const rulesText = ({ basis }: Draft, fired: readonly Rule[], language: Language): string => {
  const texts = fired.map(({ text }) => text[language]);
  const unknown = [...new Set(basis.undetermined.flatMap(({ missing }) => missing))];
  if (language === 'en') {
    return [
      texts.length > 0 ? `Rules: ${texts.join('; ')}. ` : 'No rule applies. ',
      unknown.length > 0 ? `Not known: ${unknown.join(', ')}. ` : '',
    ].join('');
  }
  return [
    texts.length > 0 ? `适用规则：${texts.join('；')}。` : '无适用的限制规则。',
    unknown.length > 0 ? `未掌握的信息：${unknown.join('、')}。` : '',
  ].join('');
};

const recognisedText = (
  draft: Draft,
  fired: readonly Rule[],
  agreement: Agreement | undefined,
  language: Language,
) => {
  const colour = draft.colour ? COLOUR[draft.colour][language] : '';
  const verdict =
    language === 'en'
      ? `Recognised at ${place(draft, language)} as ${colour}: ${measureText(draft, language)}.`
      : `${place(draft, language)}予以互认，认定为${colour}：${measureText(draft, language)}。`;
  return (
    sourceText(draft, language) +
    basisText(draft, agreement, language) +
    rulesText(draft, fired, language) +
    verdict
  );
};

const refusedText = (draft: Draft, agreement: Agreement | undefined, language: Language): string => {
  const why = REFUSAL[draft.fault ?? '']?.[language] ?? '';
  const verdict =
    language === 'en'
      ? `Not recognised at ${place(draft, language)}: ${why}. Measure: ${measureText(draft, language)}.`
      : `${place(draft, language)}不予互认：${why}。管控措施：${measureText(draft, language)}。`;
  return sourceText(draft, language) + basisText(draft, agreement, language) + verdict;
};

const failedText = (draft: Draft, language: Language): string => {
  const { result, advice } = draft;
  if (result === 'recognised' || result === 'not_recognised') return '';
  const told = RESULT[result][language];
  const next = advice ? ADVICE[advice][language] : '';
  if (language === 'en') return `${told}${draft.fault ? ` (${draft.fault})` : ''}: ${next}.`;
  return `${told}${draft.fault ? `（${draft.fault}）` : ''}，${next}。`;
};

const textIn = (
  draft: Draft,
  fired: readonly Rule[],
  agreement: Agreement | undefined,
  language: Language,
) => {
  if (draft.result === 'recognised') return recognisedText(draft, fired, agreement, language);
  if (draft.result === 'not_recognised') return refusedText(draft, agreement, language);
  return failedText(draft, language);
};

/** Why a decision is as it is, in both languages, from nothing but the decision and what it names. */
export const explain = (draft: Draft, fired: readonly Rule[], agreement?: Agreement): Bilingual => ({
  'zh-CN': textIn(draft, fired, agreement, 'zh-CN'),
  en: textIn(draft, fired, agreement, 'en'),
});
