import { agreementDifference, ruleSetDifference } from '@huren/agreements';
import type { Agreement, RuleSet } from '@huren/recognition';

type Two<Kind extends string, Document> = {
  readonly kind: Kind;
  readonly before: Document;
  readonly after: Document;
};

/** Two versions of the same. */
export type TwoVersions = Two<'agreement', Agreement> | Two<'rule_set', RuleSet>;

export type DifferenceOf<V extends TwoVersions> = V extends { kind: 'agreement' }
  ? ReturnType<typeof agreementDifference>
  : ReturnType<typeof ruleSetDifference>;

/** Situations of a rule set that are looked at: some half a minute. */
const SITUATIONS = 200_000;

/** How two versions differ from the beginning of the later one on. */
export const differenceOf = (versions: TwoVersions): DifferenceOf<TwoVersions> => {
  const from = new Date(versions.after.validFrom);
  return versions.kind === 'agreement'
    ? agreementDifference(versions.before, versions.after, from)
    : ruleSetDifference(versions.before, versions.after, from, SITUATIONS);
};
