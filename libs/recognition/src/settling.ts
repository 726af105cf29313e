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

/** Something by which rules may tell people or instants apart. */
type Trait = (facts: Facts, at: Date) => unknown;

const TENTHS = 'facts.temperature.tenths';

const readFrom = (document: FactDocument, keys: readonly string[]): unknown =>
  keys.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], document);

/** All that the rules of a set can tell apart: what else there is to somebody makes no rule come to anything else. */
const traitsOf = (ruleSet: CompiledRuleSet): Trait[] => {
  const reads = [...new Set(ruleSet.rules.flatMap(({ compiled }) => compiled.reads))];
  const names = [...new Set(ruleSet.rules.flatMap(({ occurrences }) => occurrences))];
  const ofNames = names.map((name): Trait => {
    const ages = agesRead(ruleSet, name);
    return ({ latest }, at) => {
      const observed = latest.get(name);
      return observed === undefined ? '' : `at ${ageClass(ages, at.getTime() - observed)}`;
    };
  });
  const ofOthers = reads
    .filter((path) => !path.startsWith('facts.'))
    .map((path): Trait => {
      const keys = path.split('.');
      return ({ document }) => readFrom(document, keys);
    });
  return [
    (_, at) => countOfDates(ruleSet, at),
    ({ unseen }) => unseen.names,
    ...(reads.includes(TENTHS) ? [({ tenths }: Facts) => tenths] : []),
    ...ofNames,
    ...ofOthers,
  ];
};

/** Kinds of people that are remembered of a rule set. */
const MOST_REMEMBERED = 2000;

type Settling = (facts: Facts, at: Date) => readonly Settled[];

const settling = (ruleSet: CompiledRuleSet): Settling => {
  const traits = traitsOf(ruleSet);
  const remembered = remembering<readonly Settled[]>(MOST_REMEMBERED);
  return (facts, at) =>
    remembered(traits.map((trait) => trait(facts, at)).join(';'), () =>
      ruleSet.rules.map((admitted) => (isInForce(admitted.rule, at) ? settle(admitted, facts) : undefined)),
    );
};

const known = new WeakMap<CompiledRuleSet, Settling>();

/**
 * What each rule of a set came to, in the order of the set. Of people who are alike to all its rules it is worked out
 * once: most of a nation are.
 */
export const settledIn = (ruleSet: CompiledRuleSet, facts: Facts, at: Date): readonly Settled[] => {
  const found = known.get(ruleSet);
  if (found) return found(facts, at);
  const made = settling(ruleSet);
  known.set(ruleSet, made);
  return made(facts, at);
};
