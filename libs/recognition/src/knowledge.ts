import type { Colour, DivisionCode, IssuerCode, ReasonKind, Scheme } from '@huren/standard';
import type { Path } from './model/decision.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { RuleSetIndex } from './rule-set-index.ts';
import type { AgreementIndex } from './select-clause.ts';

/** A reason without issuer and times: what a bare colour may mean. */
export type ReasonTemplate = { readonly kind: ReasonKind; readonly [field: string]: unknown };

/** Sets of reasons, each of which may lie behind a bare colour. An empty set: nothing adverse. */
export type Meaning = readonly (readonly ReasonTemplate[])[];

/** What may lie behind a bare colour; undefined: nothing is known. */
export type Meanings = (issuer: IssuerCode, scheme: Scheme, colour: Colour) => Meaning | undefined;

/** What a decider knows beside the code. */
export type Knowledge = {
  readonly agreements: AgreementIndex;
  readonly ruleSets: RuleSetIndex;
  readonly levels: RiskLevels;
  /** Since the level stream was last known complete; null or absent where there is none. */
  readonly riskAgeSeconds?: number | null;
  readonly pathOf: (destination: DivisionCode) => Path;
  readonly meanings: Meanings;
};
