import type { Bilingual } from '../model/rule-set.ts';
import type { Looked, Missed } from './account.ts';
import { lookedInChinese, missedInChinese } from './chinese.ts';
import { lookedInEnglish, missedInEnglish } from './english.ts';

/** Why a code was recognised or not, in both languages, from nothing but the decision and what it names. */
export const explainLooked = (looked: Looked): Bilingual => ({
  'zh-CN': lookedInChinese(looked),
  en: lookedInEnglish(looked),
});

/** Why there is a result but no colour, and what to do. */
export const explainMissed = (missed: Missed): Bilingual => ({
  'zh-CN': missedInChinese(missed),
  en: missedInEnglish(missed),
});
