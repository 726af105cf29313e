import { compileRuleSet, isInForce } from '@huren/recognition';
import type { Bilingual, CompiledRuleSet, RuleSet } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import { domainOf } from './domain.ts';
import { search } from './search.ts';
import type { Disagreement } from './search.ts';
import { ruleSetSentence } from './sentences.ts';
import { validityChange } from './validity.ts';
import type { ValidityChange } from './validity.ts';

/** One kind of change, with the smallest example of it. */
export type Change = Omit<Disagreement, 'kind'> & {
  /** The instant at which the example was looked at, the first of its period. RFC 3339. */
  readonly at: string;
  /** The example in a sentence. */
  readonly text: Bilingual;
};

export type RuleSetDifference = {
  readonly changes: readonly Change[];
  /**
   * Whether nothing that the rules can tell apart was left out, of facts whose ages are whole hours, as rules read them.
   * No changes and exhaustive: the rules are proved to be equivalent.
   */
  readonly exhaustive: boolean;
  /**
   * Whether each kind of change is told that there is, where rules that both have hold as well. Without it there may be
   * others beside those told.
   */
  readonly everyKind: boolean;
  /** Why it is not exhaustive; empty where it is. */
  readonly limits: readonly string[];
  readonly examined: number;
  /** What awaits the unrecognised, where that differs. */
  readonly unrecognised: {
    readonly before: RuleSet['unrecognised'];
    readonly after: RuleSet['unrecognised'];
  } | null;
  /** When the versions themselves hold, which no rule tells; null where it is the same. */
  readonly validity: ValidityChange | null;
};

/** Situations that are looked at before the search gives up. */
const LIMIT = 100_000;

const compiled = (ruleSet: RuleSet): CompiledRuleSet => {
  const admission = compileRuleSet(ruleSet);
  if (admission.ok) return admission.compiled;
  throw new RangeError(`rule set ${ruleSet.id}@${ruleSet.version} is not admitted`);
};

type Found = Omit<Change, 'text'>;

/** The instants from one on at which a rule of either side begins or ends. */
const periods = (sides: readonly CompiledRuleSet[], from: Date): Date[] => {
  const dates = sides.flatMap(({ rules }) =>
    rules.flatMap(({ rule }) => [rule.validFrom, ...(rule.validTo === null ? [] : [rule.validTo])]),
  );
  const later = dates.map((date) => Date.parse(date)).filter((date) => date > from.getTime());
  return [...new Set([from.getTime(), ...later])].sort((a, b) => a - b).map((date) => new Date(date));
};

const during = ({ ruleSet, rules }: CompiledRuleSet, at: Date): CompiledRuleSet => ({
  ruleSet,
  rules: rules.filter(({ rule }) => isInForce(rule, at)),
});

type Look = Pick<RuleSetDifference, 'exhaustive' | 'everyKind' | 'limits' | 'examined'>;

/** Goes through what the rules of both can tell apart, period by period, for as long as `report` wants to know more. */
const lookThrough = (
  before: RuleSet,
  after: RuleSet,
  from: Date,
  limit: number,
  report: (found: Disagreement, at: Date) => boolean,
): Look => {
  const sides = [compiled(before), compiled(after)] as const;
  const domain = domainOf([...sides]);
  let [examined, beyond] = [0, 0];
  let [complete, everyKind] = [true, true];
  for (const at of periods(sides, from)) {
    const now = [during(sides[0], at), during(sides[1], at)] as const;
    const found = search(now, domain, at, limit - examined, (disagreement) => report(disagreement, at));
    examined += found.examined.own;
    beyond += found.examined.beyond;
    complete &&= found.exhaustive;
    everyKind &&= found.everyKind;
    if (!complete) break;
  }
  const limits = [
    ...(complete ? [] : [`more than ${limit} situations`]),
    ...domain.opaque.map((path) => `${path} is not only compared`),
  ];
  const exhaustive = limits.length === 0;
  return { exhaustive, everyKind: exhaustive && everyKind, limits, examined: examined + beyond };
};

/**
 * Whether two admitted rule sets ask for something else of anybody, from an instant on; undefined where that was not
 * found out. Ends with the first change, where `ruleSetDifference` goes on for all kinds of them.
 * @throws RangeError for one that is not admitted
 */
export const differ = (
  before: RuleSet,
  after: RuleSet,
  from: Date,
  limit = LIMIT,
): { readonly differs: boolean | undefined; readonly limits: readonly string[] } => {
  let isFound = false;
  const { exhaustive, limits } = lookThrough(before, after, from, limit, () => !(isFound = true));
  return { differs: isFound || (exhaustive ? false : undefined), limits };
};

/**
 * What one admitted rule set asks for otherwise than another of the same destination and scheme, from an instant on:
 * what the rules that differ change in colour, measure or end, each kind of it with its smallest example.
 * @throws RangeError for one that is not admitted
 */
export const ruleSetDifference = (
  before: RuleSet,
  after: RuleSet,
  from: Date,
  limit = LIMIT,
): RuleSetDifference => {
  const changes = new Map<string, Found>();
  const looked = lookThrough(before, after, from, limit, ({ kind, ...found }, at) => {
    const known = changes.get(kind);
    if (!known || found.said < known.said) changes.set(kind, { ...found, at: chinaTime(at) });
    return true;
  });
  const same =
    before.unrecognised.measure === after.unrecognised.measure &&
    before.unrecognised.days === after.unrecognised.days;
  return {
    changes: [...changes.values()]
      .sort((a, b) => a.said - b.said)
      .map((change) => ({ ...change, text: ruleSetSentence(change) })),
    ...looked,
    unrecognised: same ? null : { before: before.unrecognised, after: after.unrecognised },
    validity: validityChange(before, after),
  };
};
