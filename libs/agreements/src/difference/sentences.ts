import { COLOUR_TERMS, KIND_TERMS, MEASURE_TERMS, PURPOSE_TERMS, placeName } from '@huren/recognition';
import type { Bilingual } from '@huren/recognition';
import { REASON_KINDS, compareMeasures } from '@huren/standard';
import type { AgreementChange } from './agreement-difference.ts';
import { changedTerms } from './changed-terms.ts';
import { chinaMinute } from './china-minute.ts';
import type { Change } from './rule-set-difference.ts';
import type { Verdict } from './kinds.ts';
import type { Situation } from './situation.ts';

type Language = keyof Bilingual;

const both = (say: (language: Language) => string): Bilingual => ({ 'zh-CN': say('zh-CN'), en: say('en') });

const DIRECTIONS: Record<Change['direction'], Bilingual> = {
  stricter: { 'zh-CN': '更严', en: 'stricter' },
  milder: { 'zh-CN': '更宽', en: 'milder' },
  mixed: { 'zh-CN': '有严有宽', en: 'stricter in part' },
};

const REFUSED: Bilingual = { 'zh-CN': '不再放行', en: 'newly refused' };
const LET_PASS: Bilingual = { 'zh-CN': '新放行', en: 'newly let pass' };

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

const verdict = ({ colour, measure, measureUntil }: Verdict, language: Language): string => {
  const until = measureUntil && chinaMinute(measureUntil);
  const ends = until ? (language === 'en' ? ` until ${until}` : `至${until}`) : '';
  const told = [COLOUR_TERMS[colour][language], MEASURE_TERMS[measure][language] + ends];
  return told.join(language === 'en' ? ', ' : '、');
};

/** Whether whoever meets with it goes on at once. */
const isPassed = ({ measure }: Verdict): boolean => compareMeasures(measure, 'temperature_check') <= 0;

const word = ({ direction, before, after }: Pick<Change, 'direction' | 'before' | 'after'>): Bilingual => {
  if (isPassed(before) === isPassed(after)) return DIRECTIONS[direction];
  return isPassed(before) ? REFUSED : LET_PASS;
};

const codeIn = ({ colour, bareColour, scheme }: Situation, language: Language): string => {
  const bare = language === 'en' ? ' with no reasons' : '（无赋码依据）';
  const other = language === 'en' ? ` (${scheme})` : `（${scheme}）`;
  return COLOUR_TERMS[colour][language] + (bareColour ? bare : '') + (scheme === 'domestic' ? '' : other);
};

const purposeIn = ({ purpose }: Situation, language: Language): string[] => {
  if (purpose === 'entry') return [];
  return [(language === 'en' ? 'for ' : '事由：') + PURPOSE_TERMS[purpose][language]];
};

/** One change of a rule set in a sentence: of whom it is true, what they met with before and what they meet with now. */
export const ruleSetSentence = (change: Omit<Change, 'text' | 'said'>): Bilingual =>
  both((language) => {
    const { situation, before, after } = change;
    const { issuer, destination } = situation;
    const day = change.at.slice(0, 10);
    const who = [
      codeIn(situation, language),
      language === 'en' ? `from ${issuer}` : `${placeName(issuer, language)}签发`,
      language === 'en' ? `at ${destination}` : `在${placeName(destination, language)}`,
      ...purposeIn(situation, language),
      ...factsIn(situation, language),
      language === 'en' ? `on ${day}` : day,
    ];
    const [comma, colon] = language === 'en' ? [', ', ': '] : ['，', '：'];
    const outcome = `${verdict(before, language)} → ${verdict(after, language)}`;
    return [word(change)[language], who.join(comma), outcome].join(colon);
  });

/** One change of an agreement in a sentence: whose codes, where, for what, from when, and on what other terms. */
export const agreementSentence = (change: Omit<AgreementChange, 'text'>): Bilingual => {
  const { kind, situation, before, after } = change;
  const { issuer, scheme, destination, purpose, mode, at } = situation;
  const day = at.slice(0, 10);
  const terms = (language: Language, colon: string): string =>
    before && after ? colon + changedTerms(before, after, language) : '';
  return {
    'zh-CN': `${KINDS[kind]['zh-CN']}：${placeName(issuer, 'zh-CN')}签发的健康码（${scheme}），在${placeName(destination, 'zh-CN')}，${mode === 'showing' ? '亮码' : '转码'}，事由：${PURPOSE_TERMS[purpose]['zh-CN']}，自${day}起${terms('zh-CN', '：')}`,
    en: `${KINDS[kind].en}: codes of ${issuer} (${scheme}) at ${destination}, by ${mode}, for ${PURPOSE_TERMS[purpose].en}, from ${day}${terms('en', ': ')}`,
  };
};
