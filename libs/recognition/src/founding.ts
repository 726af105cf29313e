import type { DivisionCode } from '@huren/standard';
import data from './data/agreements.json' with { type: 'json' };
import modelled from './data/modelled-rule-set.json' with { type: 'json' };
import published from './data/rule-sets.json' with { type: 'json' };
import { agreement } from './model/agreement.ts';
import type { Agreement } from './model/agreement.ts';
import { ruleSet } from './model/rule-set.ts';
import type { RuleSet } from './model/rule-set.ts';

/** Agreements and notices of February and March 2020, by their own dates. */
export const foundingAgreements: readonly Agreement[] = data.agreements.map((given) =>
  agreement.parse(given),
);

const modelledFor = (destination: string): RuleSet =>
  ruleSet.parse({
    ...modelled.template,
    id: `${destination}.${modelled.template.scheme}`,
    destination: destination as DivisionCode,
  });

/** What of a published rule set differs between its versions. */
type Published = {
  readonly version: number;
  readonly modelledFrom?: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly rules: readonly { readonly basis: string }[];
  readonly basis: string;
  readonly status: string;
};

/** The rules of a set hold as long as it does. */
const dated = ({ rules, modelledFrom: _from, ...given }: Published): RuleSet =>
  ruleSet.parse({
    ...given,
    rules: rules.map((rule) => ({ ...rule, validFrom: given.validFrom, validTo: null })),
  });

const modelledOn = (basis: string): string => (basis.startsWith('modelled') ? basis : `modelled on ${basis}`);

/** A documented rule set, and before it, until the date of its basis, the same rules as modelled. */
const versionsOf = (given: Published): RuleSet[] => {
  const { modelledFrom, validFrom, basis, rules } = given;
  if (modelledFrom === undefined) return [dated(given)];
  const before = {
    ...given,
    version: 1,
    validFrom: modelledFrom,
    validTo: validFrom,
    rules: rules.map((rule) => ({ ...rule, basis: modelledOn(rule.basis) })),
    basis: modelledOn(basis),
    status: 'modelled',
  };
  return [dated(given), dated(before)];
};

/** Rule sets of 2020: published ones, the newest version of each first, and modelled ones for the other destinations. */
export const foundingRuleSets: readonly RuleSet[] = [
  ...published.ruleSets.flatMap(versionsOf),
  ...modelled.destinations.map(modelledFor),
];
