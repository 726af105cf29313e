import type { RuleSetCheck } from '@huren/agreements';
import type { RuleSet } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { asideBy } from '../threads.ts';

/** A rule set, and whose it is. */
export type RulesToCheck = { readonly ruleSet: RuleSet; readonly party: DivisionCode };

/** Each rule is compared with the others in many situations: of many rules it takes minutes, on a thread of its own. */
export const checkRules = asideBy<RulesToCheck, RuleSetCheck>(
  new URL('./check-rules.worker', import.meta.url),
);
