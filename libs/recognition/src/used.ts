import type { FactDocument } from './fact-document.ts';
import type { Knowledge, Meaning } from './knowledge.ts';
import type { Agreement } from './model/agreement.ts';
import type { Path } from './model/decision.ts';
import type { RuleSet } from './model/rule-set.ts';
import { exactLevels } from './risk-levels.ts';
import type { LevelEntry } from './risk-levels.ts';
import { ruleSetIndex } from './rule-set-index.ts';
import { agreementIndex } from './select-clause.ts';
import { valueAt } from './timeline.ts';

/** What the rules read: one fact document, or one for each meaning of a bare colour. */
export type FactsUsed = { readonly document: FactDocument; readonly unknown: readonly string[] };

/** Which agreement and rule set apply from a later instant on, until a decision changes by itself. */
export type UsedLater = {
  readonly at: string;
  readonly agreement: Agreement | null;
  readonly ruleSet: RuleSet | null;
  readonly altered?: Used['altered'];
};

/**
 * The part of the knowledge that a decision used. A JSON value, to be pinned by digest: together with the
 * question it gives the same bytes again.
 */
export type Used = {
  readonly agreement: Agreement | null;
  /** Id of the clause within the agreement. */
  readonly clause: string | null;
  readonly ruleSet: RuleSet | null;
  /** Which of the two were not as they were signed; absent: neither. */
  readonly altered?: readonly ('agreement' | 'rule_set')[];
  readonly levels: { readonly version: string | null; readonly entries: readonly LevelEntry[] };
  readonly riskAgeSeconds: number | null;
  readonly path: Path;
  readonly meanings: Meaning | null;
  /** In order; absent for decisions of engine 1, which did not look ahead. */
  readonly later?: readonly UsedLater[];
  /** Derived from the rest; kept for whoever asks what the rules read. */
  readonly facts: readonly FactsUsed[];
};

/** The first instant after another at which a decision saw other documents apply. */
const nextOf =
  (later: readonly UsedLater[]) =>
  (at: Date): number | undefined =>
    later.map((stage) => Date.parse(stage.at)).find((instant) => instant > at.getTime());

/** The knowledge that holds just what a decision used. */
export const knowledgeOf = (used: Omit<Used, 'facts' | 'clause'>): Knowledge => {
  const later = used.later ?? [];
  const stages = [
    { from: -Infinity, ...used },
    ...later.map((stage) => ({ from: Date.parse(stage.at), ...stage })),
  ].map(({ from, agreement, ruleSet, altered }) => ({
    from,
    value: {
      agreements: agreementIndex(agreement ? [agreement] : [], () => altered?.includes('agreement') ?? false),
      ruleSets: ruleSetIndex(ruleSet ? [ruleSet] : [], () => altered?.includes('rule_set') ?? false),
    },
  }));
  const next = nextOf(later);
  return {
    agreements: {
      choose: (question) => valueAt(stages, question.at)?.agreements.choose(question),
      nextChoice: ({ at }) => next(at),
    },
    ruleSets: {
      find: (destination, scheme, at) => valueAt(stages, at)?.ruleSets.find(destination, scheme, at),
      nextFound: (_destination, _scheme, at) => next(at),
      named: (id, at) => valueAt(stages, at)?.ruleSets.named(id, at),
      nextNamed: (_id, at) => next(at),
    },
    levels: exactLevels(used.levels.entries, used.levels.version),
    riskAgeSeconds: used.riskAgeSeconds,
    pathOf: () => used.path,
    meanings: () => used.meanings ?? undefined,
  };
};
