import type { Colour, DivisionCode, FailedResult, IssuerCode, ReasonKind, Scheme } from '@huren/standard';
import type { Assessed } from './facts.ts';
import type { Agreement, Purpose, RecognitionMode } from './model/agreement.ts';
import type { Path, Verification } from './model/decision.ts';
import type { RuleSet } from './model/rule-set.ts';
import { riskLevels } from './risk-levels.ts';
import type { LevelEntry, RiskLevels } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import type { RuleSetIndex } from './rule-set-index.ts';
import { agreementIndex } from './select-clause.ts';
import type { AgreementIndex } from './select-clause.ts';

/** A record as a decision looks at it: without the holder's pseudonym. */
export type PresentedRecord = Assessed & {
  readonly version: number;
  readonly validUntil: string;
  readonly issuedAt: string;
};

/** What was shown: a record, or why there is none. */
export type PresentedCode =
  | {
      readonly kind: 'record';
      readonly record: PresentedRecord;
      readonly verified: Verification;
      /** Until when the issuer's feed is known complete. RFC 3339. */
      readonly observedAt: string;
      readonly ageSeconds: number;
    }
  | { readonly kind: 'failed'; readonly result: FailedResult; readonly fault?: string };

/** "May this code's holder come in here?" A JSON value. */
export type Question = {
  readonly decisionId: string;
  /** RFC 3339, by the domain clock. */
  readonly at: string;
  readonly destination: DivisionCode;
  readonly purpose: Purpose;
  readonly mode: RecognitionMode;
  readonly presented: PresentedCode;
};

/** A reason without issuer and times: what a bare colour may mean. */
export type ReasonTemplate = { readonly kind: ReasonKind; readonly [field: string]: unknown };

/** What may lie behind a bare colour: each entry one set of reasons. Undefined: nothing is known. */
export type Meanings = (
  issuer: IssuerCode,
  scheme: Scheme,
  colour: Colour,
) => readonly (readonly ReasonTemplate[])[] | undefined;

/** What a decider knows beside the code. */
export type Knowledge = {
  readonly agreements: AgreementIndex;
  readonly ruleSets: RuleSetIndex;
  readonly levels: RiskLevels;
  /** Since the level stream was last known complete; null where there is none. */
  readonly riskAgeSeconds: number | null;
  readonly pathOf: (destination: DivisionCode) => Path;
  readonly meanings: Meanings;
};

/** The part of the knowledge that a decision used. A JSON value: with the question it gives the same bytes. */
export type Used = {
  readonly agreement: Agreement | null;
  readonly ruleSet: RuleSet | null;
  readonly levels: { readonly version: string | null; readonly entries: readonly LevelEntry[] };
  readonly riskAgeSeconds: number | null;
  readonly path: Path;
  readonly meanings: readonly (readonly ReasonTemplate[])[] | null;
};

/** The knowledge that holds just what a decision used. */
export const knowledgeOf = (used: Used): Knowledge => ({
  agreements: agreementIndex(used.agreement ? [used.agreement] : []),
  ruleSets: ruleSetIndex(used.ruleSet ? [used.ruleSet] : []),
  levels: riskLevels(used.levels.entries, used.levels.version),
  riskAgeSeconds: used.riskAgeSeconds,
  pathOf: () => used.path,
  meanings: () => used.meanings ?? undefined,
});
