import type { Bilingual } from '../model/rule-set.ts';
import type { Looked, Missed } from './account.ts';
import { accountOf } from './account-of.ts';
import { lookedInChinese, missedInChinese } from './chinese.ts';
import { lookedInEnglish, missedInEnglish } from './english.ts';

const joined = (text: Bilingual, account: Bilingual): Bilingual => ({
  'zh-CN': text['zh-CN'] + account['zh-CN'],
  en: text.en + account.en,
});

/** Why a code was recognised or not, in both languages, from nothing but the decision and what it names. */
export const explainLooked = (looked: Looked): Bilingual =>
  joined({ 'zh-CN': lookedInChinese(looked), en: lookedInEnglish(looked) }, accountOf(looked.draft));

/** Why there is a result but no colour, and what to do. */
export const explainMissed = (missed: Missed): Bilingual =>
  joined({ 'zh-CN': missedInChinese(missed), en: missedInEnglish(missed) }, accountOf(missed.draft));
