import { compileRuleSet, isInForce } from '@huren/recognition';
import type { Bilingual, CompiledRuleSet, RuleSet } from '@huren/recognition';
import { chinaTime, compareColours, compareMeasures } from '@huren/standard';
import { domainOf } from './domain.ts';
import type { Verdict } from './partial.ts';
import { search } from './search.ts';
import type { Disagreement } from './search.ts';
import { ruleSetSentence } from './sentences.ts';
import { validityChange } from './validity.ts';
import type { ValidityChange } from './validity.ts';

/** One kind of change, with the smallest example of it. */
export type Change = Disagreement & {
  readonly direction: 'stricter' | 'milder' | 'mixed';
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

const signs = (before: Verdict, after: Verdict): number[] => [
  compareColours(after.colour, before.colour),
  compareMeasures(after.measure, before.measure),
  (after.measureUntil?.getTime() ?? 0) - (before.measureUntil?.getTime() ?? 0),
];

const directionOf = ({ before, after }: Disagreement): Change['direction'] => {
  const all = signs(before, after);
  if (all.every((sign) => sign >= 0)) return 'stricter';
  return all.every((sign) => sign <= 0) ? 'milder' : 'mixed';
};

type Found = Omit<Change, 'text'>;

const kindOf = (change: Found): string =>
  [change.before, change.after].map((verdict) => `${verdict.colour} ${verdict.measure}`).join(' ') +
  change.direction;

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

type Look = Pick<RuleSetDifference, 'exhaustive' | 'limits' | 'examined'>;

/** Goes through what the rules of both can tell apart, period by period, for as long as `report` wants to know more. */
const lookThrough = (
  before: RuleSet,
  after: RuleSet,
  from: Date,
  limit: number,
  report: (found: Found) => boolean,
): Look => {
  const sides = [compiled(before), compiled(after)] as const;
  const domain = domainOf([...sides]);
  let examined = 0;
  let complete = true;
  for (const at of periods(sides, from)) {
    const now = [during(sides[0], at), during(sides[1], at)] as const;
    const found = search(now, domain, at, limit - examined, (disagreement) =>
      report({ ...disagreement, direction: directionOf(disagreement), at: chinaTime(at) }),
    );
    examined += found.examined;
    complete &&= found.exhaustive;
    if (!complete) break;
  }
  const limits = [
    ...(complete ? [] : [`more than ${limit} situations`]),
    ...domain.opaque.map((path) => `${path} is not only compared`),
  ];
  return { exhaustive: limits.length === 0, limits, examined };
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
  const looked = lookThrough(before, after, from, limit, (change) => {
    const known = changes.get(kindOf(change));
    if (!known || change.said < known.said) changes.set(kindOf(change), change);
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
