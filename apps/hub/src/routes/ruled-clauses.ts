import { schemesFor } from '@huren/recognition';
import type {
  AgreementIndex,
  ChosenClause,
  ClauseQuestion,
  CompiledRuleSet,
  RuleSetIndex,
} from '@huren/recognition';

/** Whether there are rules by which decisions under a clause can be made; otherwise the obstacle that they name. */
export const RULES = ['in_force', 'no_rule_set', 'rule_set_altered'] as const;

/** A clause, and what stands with the rules under which its codes are judged. */
export type RuledClause = ChosenClause & { readonly rules: (typeof RULES)[number] };

/** What decisions are made by, whatever they are about. */
export type RuledClauses = {
  /** The clause under which a code is recognised, or undefined where there is none in force. */
  choose(question: ClauseQuestion): RuledClause | undefined;
  /** The first whole second after the question's instant, in ms, at which another clause is chosen, or none any more, or its rules begin or end. */
  nextChoice(question: ClauseQuestion): number | undefined;
};

type Named = ChosenClause['clause']['ruleSet'];

/** As decisions do: what the clause names, else what the destination has for the scheme. */
const ruleSetOf = (
  ruleSets: RuleSetIndex,
  { destination, scheme, at }: ClauseQuestion,
  named: Named,
): CompiledRuleSet | undefined => {
  if (!named)
    return schemesFor(scheme, destination)
      .map((wanted) => ruleSets.find(destination, wanted, at))
      .find((found) => found);
  const found = ruleSets.named(named.id, at);
  return found && found.ruleSet.version >= named.minVersion ? found : undefined;
};

/** The instants, in ms, at which other rules may come to apply. */
const nextRules = (
  ruleSets: RuleSetIndex,
  { destination, scheme, at }: ClauseQuestion,
  named: Named,
): (number | undefined)[] =>
  named
    ? [ruleSets.nextNamed(named.id, at)]
    : schemesFor(scheme, destination).map((wanted) => ruleSets.nextFound(destination, wanted, at));

const isSame = (a: RuledClause | undefined, b: RuledClause | undefined): boolean =>
  a?.agreement === b?.agreement && a?.clause === b?.clause && a?.rules === b?.rules;

/** Clauses together with the rules under which they are decided by: a clause without any recognises nobody. */
export const ruledClauses = (agreements: AgreementIndex, ruleSets: RuleSetIndex): RuledClauses => {
  const choose = (question: ClauseQuestion): RuledClause | undefined => {
    const chosen = agreements.choose(question);
    if (!chosen) return undefined;
    const found = ruleSetOf(ruleSets, question, chosen.clause.ruleSet);
    if (!found) return { ...chosen, rules: 'no_rule_set' };
    return { ...chosen, rules: found.altered ? 'rule_set_altered' : 'in_force' };
  };
  const nextAfter = (question: ClauseQuestion, chosen: RuledClause | undefined): number | undefined => {
    const instants = [
      agreements.nextChoice(question),
      ...(chosen ? nextRules(ruleSets, question, chosen.clause.ruleSet) : []),
    ].filter((instant) => instant !== undefined);
    return instants.length > 0 ? Math.min(...instants) : undefined;
  };
  const nextChoice = (question: ClauseQuestion): number | undefined => {
    const now = choose(question);
    let next = nextAfter(question, now);
    while (next !== undefined) {
      const then = { ...question, at: new Date(next) };
      const chosen = choose(then);
      if (!isSame(now, chosen)) return next;
      next = nextAfter(then, chosen);
    }
    return undefined;
  };
  return { choose, nextChoice };
};
