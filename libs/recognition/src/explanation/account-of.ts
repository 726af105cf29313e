import type { Decision, FactUsed } from '../model/decision.ts';
import type { Bilingual } from '../model/rule-set.ts';
import { placeName } from './provinces.ts';
import { CHANGE_TERMS, KIND_TERMS } from './terms.ts';
import { chineseTime, englishTime } from './times.ts';

/** What of a decision its account is made from. */
export type Accountable = Pick<Decision, 'source' | 'basis' | 'next'>;

const UNITS = [
  [86_400, '天', 'd'],
  [3600, '小时', 'h'],
  [60, '分钟', 'min'],
  [1, '秒', 's'],
] as const;

/** An age in the largest unit that it fills, rounded down. */
const ageText = (seconds: number): Bilingual => {
  const [unit, zh, en] = UNITS.find(([one]) => seconds >= one) ?? UNITS[3];
  const count = Math.floor(seconds / unit);
  return { 'zh-CN': `${count}${zh}`, en: `${count} ${en}` };
};

/** Sets of facts by their numbers in the text; none where it rests on no fact. */
const setsOf = ({ facts = [], sufficient }: Accountable['basis']): readonly (readonly number[])[] =>
  facts.length === 0 ? [] : (sufficient?.sets ?? []).map((set) => set.map((place) => place + 1));

const chinese = ({ source, basis, next }: Accountable): string => {
  const { facts = [], riskAgeSeconds } = basis;
  const fact = ({ kind, issuer, observedAt }: FactUsed, place: number): string =>
    `（${place + 1}）${KIND_TERMS[kind]['zh-CN']}（${placeName(issuer, 'zh-CN')}，${chineseTime(observedAt)}）`;
  const sets = setsOf(basis).map((set) => set.map((number) => `（${number}）`).join('') || '无需任何事实');
  const enough = sets.length > 0 ? `单独即足以得出结论的事实：${sets.join('；')}。` : '';
  const named = facts.length > 0 ? `所依事实：${facts.map(fact).join('；')}。${enough}` : '';
  const risk = riskAgeSeconds == null ? '时点不明' : `距今${ageText(riskAgeSeconds)['zh-CN']}`;
  const ages = `签发机构数据距今${ageText(source?.ageSeconds ?? 0)['zh-CN']}，风险等级数据${risk}。`;
  const change = next
    ? `如无新情况，本结论自${chineseTime(next.at)}起变化：${CHANGE_TERMS[next.why]['zh-CN']}。`
    : '本结论不因时间推移而变化。';
  return `${named}${ages}${change}`;
};

const english = ({ source, basis, next }: Accountable): string => {
  const { facts = [], riskAgeSeconds } = basis;
  const fact = ({ kind, issuer, observedAt }: FactUsed, place: number): string =>
    `(${place + 1}) ${KIND_TERMS[kind].en} (${placeName(issuer, 'en')}, ${englishTime(observedAt)})`;
  const sets = setsOf(basis).map((set) => set.map((number) => `(${number})`).join(' ') || 'none at all');
  const enough = sets.length > 0 ? ` Enough by themselves: ${sets.join('; ')}.` : '';
  const named = facts.length > 0 ? ` Facts: ${facts.map(fact).join('; ')}.${enough}` : '';
  const risk = riskAgeSeconds == null ? 'of unknown age' : `${ageText(riskAgeSeconds).en} old`;
  const ages = ` The issuer's data are ${ageText(source?.ageSeconds ?? 0).en} old, the risk levels ${risk}.`;
  const change = next
    ? ` With nothing new, this changes at ${englishTime(next.at)}: ${CHANGE_TERMS[next.why].en}.`
    : ' Time alone does not change this.';
  return `${named}${ages}${change}`;
};

/**
 * The end of a decision's explanation: facts, what is enough, ages, and when and why it next changes. Made from the
 * decision itself; of a code that nobody could look at there is nothing to account for.
 */
export const accountOf = (decision: Accountable): Bilingual =>
  decision.source ? { 'zh-CN': chinese(decision), en: english(decision) } : { 'zh-CN': '', en: '' };
