import { DAY_MS, chinaDay, chinaTime } from '@huren/standard';
import type { IssuerCode, Reason } from '@huren/standard';
import { factsAt } from './assess.ts';
import type { Assessable } from './assess.ts';
import { colour } from './colouring.ts';
import type { Rule } from './model/rule-set.ts';
import type { RiskLevels } from './risk-levels.ts';
import type { CompiledRuleSet } from './rule-set-admission.ts';

/** An isolation that a rule asks for: so many days and check-ins after a fact was observed (`since`, in ms). */
export type Isolation = {
  readonly rule: string;
  readonly since: number;
  readonly days: number;
  readonly checkIns: number;
};

/** The first check-in of each day in China, in order. */
export type CheckIns = readonly Date[];

const isolationOf = ({ id, then }: Rule, latest: ReadonlyMap<string, number>): Isolation[] => {
  const since = then.since === undefined ? undefined : latest.get(then.since);
  return then.checkIns === undefined || since === undefined
    ? []
    : [{ rule: id, since, days: then.days, checkIns: then.checkIns }];
};

/**
 * The isolations that a holder has to serve: those that the rules ask for now, and those of `begun` whose fact is still
 * the latest of its kind, also when it is older than the rule asks: missed check-ins make an isolation longer. `given`
 * has no reason that was derived from isolations.
 */
export const isolationsOf = (
  given: Assessable,
  begun: readonly Pick<Isolation, 'rule' | 'since'>[],
  ruleSet: CompiledRuleSet,
  levels: RiskLevels,
  at: Date,
): Isolation[] => {
  const facts = factsAt(given, ruleSet, levels, at);
  const fired = new Set(colour(ruleSet, facts, at).fired);
  return ruleSet.rules.flatMap(({ rule }) =>
    isolationOf(rule, facts.latest).filter(
      ({ since }) => fired.has(rule) || begun.some((one) => one.rule === rule.id && one.since === since),
    ),
  );
};

/**
 * When an isolation is served: its days are over and so many check-ins were made, on days after that of the fact. Null
 * while check-ins are missing.
 */
export const servedAt = ({ since, days, checkIns }: Isolation, made: CheckIns): Date | null => {
  const first = chinaDay(new Date(since));
  const last = made.filter((at) => chinaDay(at) > first)[checkIns - 1];
  return last ? new Date(Math.max(since + days * DAY_MS, last.getTime())) : null;
};

/** The reason `isolation` that isolations amount to, and when time alone will end one of them. */
export type IsolationStated = { readonly reasons: Reason[]; readonly nextEndAt: Date | null };

/** In progress as long as one is; completed when the last of them was; nothing where there is none. */
export const stateIsolations = (
  isolations: readonly Isolation[],
  made: CheckIns,
  issuer: IssuerCode,
  at: Date,
): IsolationStated => {
  const ends = isolations.map((isolation) => servedAt(isolation, made));
  const open = isolations.filter((_, n) => !(ends[n] && ends[n] <= at));
  const ahead = ends.filter((end) => end !== null && end > at).map(Number);
  const nextEndAt = ahead.length > 0 ? new Date(Math.min(...ahead)) : null;
  if (isolations.length === 0) return { reasons: [], nextEndAt };
  const stated = { kind: 'isolation', issuer, evidence: 'register' } as const;
  if (open.length === 0)
    return {
      reasons: [
        { ...stated, status: 'completed', observedAt: chinaTime(new Date(Math.max(...ends.map(Number)))) },
      ],
      nextEndAt,
    };
  const since = Math.min(...open.map((isolation) => isolation.since));
  return {
    reasons: [{ ...stated, status: 'in_progress', observedAt: chinaTime(new Date(since)) }],
    nextEndAt,
  };
};
