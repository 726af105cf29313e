import type { Case } from './case.ts';
import { essenceOf } from './essence.ts';
import { occurrencesOf } from './facts.ts';
import type { Finding } from './finding.ts';
import type { Dated } from './in-force.ts';
import { judge } from './judge.ts';
import type { Judged } from './judge.ts';
import type { Change } from './model/decision.ts';

/** A case, and what came out for it. */
export type Step = { readonly given: Case; readonly judged: Judged };

/** What begins and ends at an instant. Changes are told by the whole second from which on they hold. */
const happening = ({ at }: Case) => {
  const lies = (date: string | null): boolean =>
    date !== null && Date.parse(date) > at.getTime() - 1000 && Date.parse(date) <= at.getTime();
  return {
    begins: ({ validFrom }: Dated) => lies(validFrom),
    ends: ({ validTo }: Dated) => lies(validTo),
    lapses: ({ expiresAt = null }: { readonly expiresAt?: string | null | undefined }) => lies(expiresAt),
  };
};

const byChoice = ({ given: { chosen: was } }: Step, { given: later }: Step): Change => {
  const { begins, ends } = happening(later);
  const is = later.chosen;
  if (is && begins(is.clause)) return 'clause_begins';
  if (is && begins(is.agreement)) return 'agreement_begins';
  if (was && ends(was.clause)) return 'clause_ends';
  // A newer version that has no such clause supersedes one that would still be in date.
  return was && ends(was.agreement) ? 'agreement_ends' : 'agreement_begins';
};

const byRuleSet = (before: Step, after: Step): Change => {
  const { begins, ends } = happening(after.given);
  const [was, is] = [before.given.ruleSet, after.given.ruleSet];
  if (is && begins(is.ruleSet)) return 'rule_set_begins';
  // Where none begins or ends it is another clause, which asks for other rules.
  return was && ends(was.ruleSet) ? 'rule_set_ends' : byChoice(before, after);
};

/** The rules that hold, and those that are open. */
const standing = ({ fired, undetermined }: Finding): ReadonlySet<string> =>
  new Set([...fired.map(({ id }) => id), ...undetermined.map(({ rule }) => `? ${rule}`)]);

const byRules = (before: Step, after: Step, was: Finding, is: Finding): Change => {
  const { begins, ends, lapses } = happening(after.given);
  const [then, now] = [standing(was), standing(is)];
  const changed = (before.given.ruleSet?.rules ?? []).filter(({ rule: { id } }) =>
    [id, `? ${id}`].some((key) => then.has(key) !== now.has(key)),
  );
  if (changed.some(({ rule }) => begins(rule))) return 'rule_begins';
  if (changed.some(({ rule }) => ends(rule))) return 'rule_ends';
  const ended = before.given.readings.records.flatMap(({ reasons = [] }) => reasons.filter(lapses));
  const names = new Set(ended.flatMap((reason) => occurrencesOf(reason, before.given.levels)));
  if (was.result !== is.result) return 'fact_ends';
  if (changed.length === 0) return ended.length > 0 ? 'fact_ends' : 'measure_ends';
  // A fact that ends can make an isolation count again that it had outlived.
  const isOther = (name: string): boolean =>
    before.judged.facts.some(
      ({ latest }, at) => latest.has(name) !== after.judged.facts[at]?.latest.has(name),
    );
  const reads = changed.some(({ occurrences }) =>
    occurrences.some((name) => names.has(name) || isOther(name)),
  );
  return reads ? 'fact_ends' : 'fact_ages';
};

/** Why it is another where clause and rule set are the same. */
const byTime = (before: Step, after: Step): Change => {
  const [was, is] = [before.judged, after.judged];
  const fault = is.kind === 'failed' ? is.failure.fault : 'refusal' in is.finding && is.finding.refusal;
  if (fault === 'stale_risk') return 'risk_stale';
  return was.kind === 'found' && is.kind === 'found' && fault !== 'stale_source'
    ? byRules(before, after, was.finding, is.finding)
    : 'source_stale';
};

/**
 * Why an answer is another than just before, other than that the code lapses: first what time alone does, then the
 * clause, then the rule set.
 */
export const whyOf = (before: Step, after: Step): Change => {
  const { chosen, ruleSet } = before.given;
  if (chosen === after.given.chosen && ruleSet === after.given.ruleSet) return byTime(before, after);
  const essence = essenceOf(before.judged, before.given.at);
  const under = (documents: Partial<Case>): Step => {
    const given = { ...after.given, ...documents };
    return { given, judged: judge(given) };
  };
  const isSame = ({ given, judged }: Step): boolean => essenceOf(judged, given.at) === essence;
  const asBefore = under({ chosen, ruleSet });
  if (!isSame(asBefore)) return byTime(before, asBefore);
  return isSame(under({ ruleSet })) ? byRuleSet(before, after) : byChoice(before, after);
};
