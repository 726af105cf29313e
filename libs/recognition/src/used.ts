import type { FactDocument } from './fact-document.ts';
import type { Knowledge, Meaning } from './knowledge.ts';
import type { Agreement } from './model/agreement.ts';
import type { Path } from './model/decision.ts';
import type { RuleSet } from './model/rule-set.ts';
import { exactLevels } from './risk-levels.ts';
import type { LevelEntry } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { agreementIndex } from './select-clause.ts';

/** What the rules read: one fact document, or one for each meaning of a bare colour. */
export type FactsUsed = { readonly document: FactDocument; readonly unknown: readonly string[] };

/**
 * The part of the knowledge that a decision used. A JSON value, to be pinned by digest: together with the
 * question it gives the same bytes again.
 */
export type Used = {
  readonly agreement: Agreement | null;
  /** Id of the clause within the agreement. */
  readonly clause: string | null;
  readonly ruleSet: RuleSet | null;
  readonly levels: { readonly version: string | null; readonly entries: readonly LevelEntry[] };
  readonly riskAgeSeconds: number | null;
  readonly path: Path;
  readonly meanings: Meaning | null;
  /** Derived from the rest; kept for whoever asks what the rules read. */
  readonly facts: readonly FactsUsed[];
};

/** The knowledge that holds just what a decision used. */
export const knowledgeOf = (used: Omit<Used, 'facts' | 'clause'>): Knowledge => ({
  agreements: agreementIndex(used.agreement ? [used.agreement] : []),
  ruleSets: ruleSetIndex(used.ruleSet ? [used.ruleSet] : []),
  levels: exactLevels(used.levels.entries, used.levels.version),
  riskAgeSeconds: used.riskAgeSeconds,
  pathOf: () => used.path,
  meanings: () => used.meanings ?? undefined,
});
