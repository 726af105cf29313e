import { KIND_TERMS } from '@huren/recognition';
import type { Bilingual } from '@huren/recognition';
import type { ReasonKind } from '@huren/standard';
import type { ClauseTerms } from './agreement-difference.ts';

type Language = keyof Bilingual;

const NAMES: Record<Exclude<keyof ClauseTerms, 'clause'>, Bilingual> = {
  reasons: { 'zh-CN': '赋码依据', en: 'reasons' },
  maxSourceAgeSeconds: { 'zh-CN': '来源数据时限', en: 'age of source data' },
  maxRiskAgeSeconds: { 'zh-CN': '风险数据时限', en: 'age of risk data' },
  ruleSet: { 'zh-CN': '适用规则集', en: 'rules' },
  whenStale: { 'zh-CN': '逾期', en: 'past it' },
};

const WHEN_STALE: Record<ClauseTerms['whenStale'], Bilingual> = {
  unavailable: { 'zh-CN': '暂不可用', en: 'unavailable' },
  not_recognised: { 'zh-CN': '不予互认', en: 'not recognised' },
};

const reasonsTold = (reasons: readonly string[] | null, language: Language): string => {
  if (!reasons) return language === 'en' ? 'any' : '不限';
  if (reasons.length === 0) return language === 'en' ? 'none' : '无';
  const told = reasons.map((kind) => KIND_TERMS[kind as ReasonKind][language]);
  return told.join(language === 'en' ? ', ' : '、');
};

const ageTold = (seconds: number | null, language: Language): string => {
  if (seconds === null) return language === 'en' ? 'any' : '不限';
  return language === 'en' ? `at most ${seconds} s` : `${seconds}秒以内`;
};

const rulesTold = (named: ClauseTerms['ruleSet'], language: Language): string => {
  if (!named) return language === 'en' ? "the destination's" : '目的地现行规则';
  const { id, minVersion } = named;
  return language === 'en' ? `${id} from version ${minVersion}` : `${id}第${minVersion}版起`;
};

const told = (terms: ClauseTerms, language: Language): Record<keyof typeof NAMES, string> => ({
  reasons: reasonsTold(terms.reasons, language),
  maxSourceAgeSeconds: ageTold(terms.maxSourceAgeSeconds, language),
  maxRiskAgeSeconds: ageTold(terms.maxRiskAgeSeconds, language),
  ruleSet: rulesTold(terms.ruleSet, language),
  whenStale: WHEN_STALE[terms.whenStale][language],
});

/** The terms in which two clauses differ, each as it was and as it is; empty where there are none. */
export const changedTerms = (before: ClauseTerms, after: ClauseTerms, language: Language): string => {
  const [was, is] = [told(before, language), told(after, language)];
  return (Object.keys(NAMES) as (keyof typeof NAMES)[])
    .filter((name) => was[name] !== is[name])
    .map((name) => `${NAMES[name][language]} ${was[name]} → ${is[name]}`)
    .join(language === 'en' ? '; ' : '；');
};
