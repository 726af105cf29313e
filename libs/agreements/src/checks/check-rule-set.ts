import { admitRuleSet } from '@huren/recognition';
import type { CompiledRuleSet, Rule, RuleSet } from '@huren/recognition';
import { MEASURES, NATIONAL_PLATFORM, PALETTES, provinceOf } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { differ } from '../difference/rule-set-difference.ts';
import { binds } from './binds.ts';
import { error, warning } from './finding.ts';
import type { Finding } from './finding.ts';

/** The paths of the fact document that a rule reads. */
export type RuleReads = { readonly rule: string; readonly paths: readonly string[] };

/** What is found in a rule set, and what each of its rules reads. */
export type RuleSetCheck = {
  readonly findings: readonly Finding[];
  readonly reads: readonly RuleReads[];
};

/** What each rule of a rule set reads of the fact document. */
export const readsOf = ({ rules }: CompiledRuleSet): RuleReads[] =>
  rules.map(({ rule, compiled }) => ({ rule: rule.id, paths: compiled.reads }));

/** Situations that are looked at for each rule. */
const LIMIT = 5000;

/** Situations that are looked at for each pair of rules. */
const PAIR_LIMIT = 1000;

const pathOf = (ruleSet: RuleSet, id: string): string => {
  const index = ruleSet.rules.findIndex((rule) => rule.id === id);
  return index < 0 ? `/${id}` : `/rules/${index}`;
};

/** An outcome that is noticed wherever its rule holds. */
const strictestOf = ({ scheme }: RuleSet) =>
  ({ colour: PALETTES[scheme].at(-1) ?? 'red', measure: 'medical_referral', days: 90 }) as const;

/** Whether no situation at all makes a rule hold. */
const isContradictory = (ruleSet: RuleSet, rule: Rule, from: Date): boolean => {
  const none = { ...ruleSet, rules: [] };
  const alone = { ...none, rules: [{ ...rule, then: strictestOf(ruleSet) }] };
  return differ(none, alone, from, LIMIT).differs === false;
};

const withRules = (ruleSet: RuleSet, rules: RuleSet['rules']): RuleSet => ({ ...ruleSet, rules });

/** Whether nothing is milder than what holds without a rule. */
const isPlain = ({ scheme, otherwise: { colour, measure, days } }: RuleSet): boolean =>
  colour === PALETTES[scheme][0] && measure === MEASURES[0] && days === 0;

/**
 * Whether one other rule alone asks for no less wherever a rule holds. As the strictest counts, it is then without effect
 * beside any more of them, unless by holding it were to spare somebody what holds without a rule.
 */
const isOutdone = (ruleSet: RuleSet, rule: Rule, from: Date): boolean =>
  isPlain(ruleSet) &&
  ruleSet.rules.some((other) => {
    if (other === rule) return false;
    const [one, two] = [withRules(ruleSet, [other]), withRules(ruleSet, [other, rule])];
    return differ(one, two, from, PAIR_LIMIT).differs === false;
  });

/** What stands against a rule beside the others of its set: that nothing makes it hold, or that it is without effect. */
export const checkEffect = (ruleSet: RuleSet, rule: Rule): Finding[] => {
  const from = new Date(ruleSet.validFrom);
  const { id } = rule;
  const path = pathOf(ruleSet, id);
  if (isContradictory(ruleSet, rule, from)) {
    return [error('contradictory_rule', `${path}/when`, `nothing makes the rule ${id} hold`)];
  }
  const others = ruleSet.rules.filter((other) => other !== rule);
  // The pairs first: they are soon gone through, and settle it where one rule outdoes another.
  const { differs, limits } = isOutdone(ruleSet, rule, from)
    ? { differs: false, limits: [] }
    : differ(withRules(ruleSet, others), ruleSet, from, LIMIT);
  if (differs) return [];
  return differs === false
    ? [warning('unreachable_rule', path, `the other rules ask for no less than ${id} wherever it holds`)]
    : [warning('not_proved', path, `whether ${id} has any effect was not proved: ${limits.join(', ')}`)];
};

const windows = (ruleSet: RuleSet): Finding[] =>
  [{ ...ruleSet, path: '' }, ...ruleSet.rules.map((rule) => ({ ...rule, path: pathOf(ruleSet, rule.id) }))]
    .filter(({ validFrom, validTo }) => validTo !== null && Date.parse(validTo) <= Date.parse(validFrom))
    .map(({ path }) => error('invalid_window', `${path}/validTo`, 'it must end after it begins'));

const foreign = ({ destination }: RuleSet, party: DivisionCode): Finding[] =>
  binds(party, destination)
    ? []
    : [error('foreign_rule_set', '/destination', `${destination} is not in the territory of ${party}`)];

const named = ({ id, destination, scheme }: RuleSet): Finding[] =>
  id === `${destination}.${scheme}`
    ? []
    : [error('other_id', '/id', `the rule set of ${destination} is ${destination}.${scheme}`)];

/** What an authority below a province says of its own rules: why, where they were published, and until when they hold. */
const local = ({ destination, grounds, publication, validTo }: RuleSet): Finding[] => {
  if (destination === NATIONAL_PLATFORM || destination === provinceOf(destination)) return [];
  const missing = { grounds, publication, validTo };
  return Object.entries(missing).flatMap(([field, value]) =>
    value ? [] : [error('local_rules', `/${field}`, `rules below a province have their ${SAID[field]}`)],
  );
};

const SAID: Readonly<Record<string, string>> = {
  grounds: 'grounds',
  publication: 'publication',
  validTo: 'end',
};

/**
 * What stands against a rule set of a party, or is to be looked at, before it is signed: whose it is, its windows, every
 * rule against the standard, rules that nothing makes hold and rules without effect, from its own date on. Of many rules
 * it takes minutes.
 */
export const checkRuleSet = (ruleSet: RuleSet, party: DivisionCode): RuleSetCheck => {
  const plain = [...named(ruleSet), ...foreign(ruleSet, party), ...local(ruleSet), ...windows(ruleSet)];
  const admission = admitRuleSet(ruleSet);
  if (!admission.ok) {
    const told = admission.errors.map(({ rule, path, message }) =>
      error('rule_not_admitted', `${pathOf(ruleSet, rule)}/${path}`, message),
    );
    return { findings: [...plain, ...told], reads: [] };
  }
  const { compiled } = admission;
  return {
    findings: [...plain, ...compiled.rules.flatMap(({ rule }) => checkEffect(ruleSet, rule))],
    reads: readsOf(compiled),
  };
};
