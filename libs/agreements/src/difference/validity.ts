import type { Bilingual, Dated } from '@huren/recognition';
import { chinaMinute } from './china-minute.ts';

/** When a version holds, as it says itself. RFC 3339; null: without an end. */
export type Validity = Pick<Dated, 'validFrom' | 'validTo'>;

/** When two versions themselves hold, with that in a sentence. */
export type ValidityChange = {
  readonly before: Validity;
  readonly after: Validity;
  readonly text: Bilingual;
};

const instantsOf = ({ validFrom, validTo }: Validity): string =>
  [validFrom, validTo ?? ''].map((date) => Date.parse(date)).join();

const english = ({ validFrom, validTo }: Validity): string =>
  `from ${chinaMinute(validFrom)} ${validTo === null ? 'without an end' : `to ${chinaMinute(validTo)}`}`;

const chinese = ({ validFrom, validTo }: Validity): string =>
  `${chinaMinute(validFrom)}起，${validTo === null ? '无终期' : `至${chinaMinute(validTo)}止`}`;

/** How the validity of one version differs from that of another; null where it does not. */
export const validityChange = (first: Validity, second: Validity): ValidityChange | null => {
  if (instantsOf(first) === instantsOf(second)) return null;
  const [before, after] = [first, second].map(({ validFrom, validTo }) => ({ validFrom, validTo })) as [
    Validity,
    Validity,
  ];
  return {
    before,
    after,
    text: {
      'zh-CN': `有效期：${chinese(before)} → ${chinese(after)}`,
      en: `in force ${english(before)} → ${english(after)}`,
    },
  };
};
