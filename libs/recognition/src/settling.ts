import { remembered } from '@huren/crypto';
import { ageClass, agesRead, countOfDates } from './boundaries.ts';
import type { FactDocument } from './fact-document.ts';
import type { Facts } from './facts.ts';
import { isInForce } from './in-force.ts';
import type { AdmittedRule, CompiledRuleSet } from './rule-set-admission.ts';
import { remembering } from './timeline.ts';

/** What a rule came to: whether it holds, what keeps it open, or nothing where it is not in date. */
export type Settled = boolean | readonly string[] | undefined;

/**
 * Whether a rule fires, or what keeps it from being settled. What nobody looked into is taken as absent at
 * first: a rule that holds even so holds whatever the unknown facts are, for adverse facts only add to it
 * and relief that nobody saw is no relief.
 */
const settle = (
  { compiled, occurrences }: AdmittedRule,
  { document, unseen }: Facts,
): boolean | readonly string[] => {
  const atLeast = compiled.evaluate(document);
  if ('value' in atLeast && atLeast.value) return true;
  const readsUnseen = occurrences.some((name) => unseen.occurrences.has(name));
  const result = readsUnseen ? compiled.evaluate(document, unseen.paths) : atLeast;
  return 'unknown' in result ? [...result.missing, ...result.faults] : false;
};

const TENTHS = 'facts.temperature.tenths';

const readFrom = (document: FactDocument, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], document);

/** Gives, as one text, all of somebody at an instant that the rules of a set can tell apart. */
const kindBy = (ruleSet: CompiledRuleSet): ((facts: Facts, at: Date) => string) => {
  const reads = new Set(ruleSet.rules.flatMap(({ compiled }) => compiled.reads));
  const names = new Set(ruleSet.rules.flatMap(({ occurrences }) => occurrences));
  const ages = new Map([...names].map((name) => [name, agesRead(ruleSet, name)]));
  const isHeatRead = reads.has(TENTHS);
  const others = [...reads].filter((path) => !path.startsWith('facts.')).map((path) => path.split('.'));
  return (facts, at) => {
    let kind = `${countOfDates(ruleSet, at)};${facts.unseen.names};${isHeatRead ? facts.tenths : ''}`;
    for (const [name, observed] of facts.latest) {
      const read = ages.get(name);
      if (read) kind += `;${name} ${ageClass(read, at.getTime() - observed)}`;
    }
    for (const keys of others) kind += `;${String(readFrom(facts.document, keys))}`;
    return kind;
  };
};

/** Kinds of people that are remembered of a rule set. */
const MOST_REMEMBERED = 2000;

const settlingOf = remembered((ruleSet: CompiledRuleSet) => {
  const kindOf = kindBy(ruleSet);
  const known = remembering<readonly Settled[]>(MOST_REMEMBERED);
  return (facts: Facts, at: Date): readonly Settled[] =>
    known(kindOf(facts, at), () =>
      ruleSet.rules.map((admitted) => (isInForce(admitted.rule, at) ? settle(admitted, facts) : undefined)),
    );
});

/**
 * What each rule of a set came to, in the order of the set. Of people who are alike to all its rules it is worked out
 * once: most of a nation are.
 */
export const settledIn = (ruleSet: CompiledRuleSet, facts: Facts, at: Date): readonly Settled[] =>
  settlingOf(ruleSet)(facts, at);
