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

/** Rule sets of 2020: published ones, and modelled ones for the other destinations. */
export const foundingRuleSets: readonly RuleSet[] = [
  ...published.ruleSets.map((given) => ruleSet.parse(given)),
  ...modelled.destinations.map(modelledFor),
];
