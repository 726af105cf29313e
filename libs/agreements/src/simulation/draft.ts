import { isInForce } from '@huren/recognition';
import type { Agreement, Dated, LevelEntry, RuleSet } from '@huren/recognition';

/** What is tried: a version of an agreement or of a rule set, or levels of counties. At least one of them. */
export type Draft = {
  readonly agreement?: Agreement | undefined;
  readonly ruleSet?: RuleSet | undefined;
  readonly levels?: readonly LevelEntry[] | undefined;
};

const ALWAYS = { validFrom: '0001-01-01T00:00:00Z', validTo: null } as const;

const opened = <T extends Dated>(all: readonly T[], asOf: Date): T[] =>
  all.filter((one) => isInForce(one, asOf)).map((one) => ({ ...one, ...ALWAYS }));

/** An agreement as it stands at an instant, as if it had held always. */
export const openedAgreement = (given: Agreement, asOf: Date): Agreement => ({
  ...given,
  ...ALWAYS,
  clauses: opened(given.clauses, asOf),
});

/** A rule set as it stands at an instant, as if it had held always. */
export const openedRuleSet = (given: RuleSet, asOf: Date): RuleSet => ({
  ...given,
  ...ALWAYS,
  rules: opened(given.rules, asOf),
});

/** The instant as of which a draft is tried unless another is named: its beginning, the later one of two. */
export const beginningOf = ({ agreement, ruleSet }: Draft): Date | undefined => {
  const begins = [agreement, ruleSet].flatMap((one) => (one ? [Date.parse(one.validFrom)] : []));
  return begins.length === 0 ? undefined : new Date(Math.max(...begins));
};
