import { REASON_KINDS, findIssuer } from '@huren/standard';
import type { IssuerCode, ReasonKind, Scheme } from '@huren/standard';
import type { Failure, Finding } from '../finding.ts';
import type { Decision } from '../model/decision.ts';
import type { Bilingual } from '../model/rule-set.ts';
import type { ChosenClause } from '../select-clause.ts';
import { placeName } from './provinces.ts';

export type Language = keyof Bilingual;

/** What stands in a decision beside what was found out. */
export type Draft = Pick<Decision, 'source' | 'destination' | 'purpose' | 'measureUntil' | 'basis' | 'next'>;

/** A code that was looked at: what was found out, and under which clause. */
export type Looked = {
  readonly draft: Draft & { readonly source: NonNullable<Decision['source']> };
  readonly finding: Finding;
  readonly chosen: ChosenClause | undefined;
};

/** A code that could not be looked at. */
export type Missed = { readonly draft: Draft; readonly failure: Failure };

/** The kinds of which too little was known, in the order of the standard. */
export const kindsUnknown = ({ undetermined }: Finding): ReasonKind[] => {
  if (undetermined.length === 0) return [];
  const missing = undetermined.flatMap((rule) => rule.missing);
  return REASON_KINDS.filter((kind) => missing.some((path) => path.startsWith(`facts.${kind}.`)));
};

const INTERNATIONAL: Bilingual = { 'zh-CN': '（国际版）', en: ', international version' };

const unnamed = (issuer: IssuerCode): Bilingual => ({
  'zh-CN': `${placeName(issuer, 'zh-CN')}健康码`,
  en: `Code of ${placeName(issuer, 'en')}`,
});

/** The name under which people know a code. */
export const codeName = (issuer: IssuerCode, scheme: Scheme | undefined, language: Language): string => {
  const name = (findIssuer(issuer)?.name ?? unnamed(issuer))[language];
  return name + (scheme === 'international' ? INTERNATIONAL[language] : '');
};

/** The name of the code that could not be looked at; undefined where nothing is known of it. */
export const missedCode = ({ draft, failure }: Missed, language: Language): string | undefined => {
  const issuer = draft.source?.issuer ?? failure.issuer;
  return issuer && codeName(issuer, draft.source?.scheme, language);
};
