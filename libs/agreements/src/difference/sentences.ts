import { COLOUR_TERMS, KIND_TERMS, MEASURE_TERMS, PURPOSE_TERMS, placeName } from '@huren/recognition';
import type { Bilingual } from '@huren/recognition';
import { REASON_KINDS } from '@huren/standard';
import type { AgreementChange } from './agreement-difference.ts';
import type { Change } from './rule-set-difference.ts';
import type { Verdict } from './partial.ts';
import type { Situation } from './situation.ts';

type Language = keyof Bilingual;

const both = (say: (language: Language) => string): Bilingual => ({ 'zh-CN': say('zh-CN'), en: say('en') });

const DIRECTIONS: Record<Change['direction'], Bilingual> = {
  stricter: { 'zh-CN': '更严', en: 'stricter' },
  milder: { 'zh-CN': '更宽', en: 'milder' },
  mixed: { 'zh-CN': '有严有宽', en: 'stricter in part' },
};

const KINDS: Record<AgreementChange['kind'], Bilingual> = {
  newly_recognised: { 'zh-CN': '新增互认', en: 'newly recognised' },
  newly_refused: { 'zh-CN': '不再互认', en: 'newly refused' },
  other_terms: { 'zh-CN': '互认条件变更', en: 'recognised on other terms' },
};

/** What stands behind the kind in the name of an occurrence. */
const DETAILS: Record<string, string> = {
  low: '低风险',
  medium: '中风险',
  high: '高风险',
  negative: '阴性',
  positive: '阳性',
  ordered: '已下达',
  in_progress: '进行中',
  completed: '已完成',
  any: '任一',
  fever: '发热',
  cough: '咳嗽',
};

const occurrence = (name: string, hours: number, language: Language): string => {
  const kind = REASON_KINDS.find((one) => name === one || name.startsWith(`${one}.`));
  const detail = kind ? name.slice(kind.length + 1) : '';
  const told = kind ? KIND_TERMS[kind][language] : name;
  if (language === 'en') return `${told}${detail && ` (${detail.replaceAll('_', ' ')})`} ${hours} h old`;
  return `${told}${detail && `（${DETAILS[detail] ?? detail}）`}${hours}小时前`;
};

const factsIn = ({ hours, tenths, uncovered }: Situation, language: Language): string[] => [
  ...[...hours].map(([name, age]) => occurrence(name, age, language)),
  ...(tenths > 0 ? [language === 'en' ? `${tenths / 10} °C` : `体温${tenths / 10}℃`] : []),
  ...[...uncovered].map((kind) =>
    language === 'en' ? `${KIND_TERMS[kind].en} unknown` : `${KIND_TERMS[kind]['zh-CN']}未知`,
  ),
];

const verdict = ({ colour, measure }: Verdict, language: Language): string =>
  [COLOUR_TERMS[colour][language], MEASURE_TERMS[measure][language]].join(language === 'en' ? ', ' : '、');

/** One change of a rule set in a sentence: of whom it is true, what they met with before and what they meet with now. */
export const ruleSetSentence = ({
  direction,
  situation,
  before,
  after,
}: Omit<Change, 'text' | 'said'>): Bilingual =>
  both((language) => {
    const who = [
      COLOUR_TERMS[situation.colour][language],
      language === 'en' ? `from ${situation.issuer}` : `${placeName(situation.issuer, language)}签发`,
      ...(situation.purpose === 'entry' ? [] : [PURPOSE_TERMS[situation.purpose][language]]),
      ...factsIn(situation, language),
    ];
    return language === 'en'
      ? `${DIRECTIONS[direction].en}: ${who.join(', ')}: ${verdict(before, language)} → ${verdict(after, language)}`
      : `${DIRECTIONS[direction]['zh-CN']}：${who.join('，')}：${verdict(before, language)} → ${verdict(after, language)}`;
  });

/** One change of an agreement in a sentence: whose codes, where, for what and from when. */
export const agreementSentence = ({ kind, situation }: Omit<AgreementChange, 'text'>): Bilingual => {
  const { issuer, scheme, destination, purpose, mode, at } = situation;
  const day = at.slice(0, 10);
  return {
    'zh-CN': `${KINDS[kind]['zh-CN']}：${placeName(issuer, 'zh-CN')}签发的健康码（${scheme}），在${placeName(destination, 'zh-CN')}，${mode === 'showing' ? '亮码' : '转码'}，事由：${PURPOSE_TERMS[purpose]['zh-CN']}，自${day}起`,
    en: `${KINDS[kind].en}: codes of ${issuer} (${scheme}) at ${destination}, by ${mode}, for ${PURPOSE_TERMS[purpose].en}, from ${day}`,
  };
};
