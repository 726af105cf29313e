import { digestOf } from '@huren/crypto';
import type { RuleSetCheck } from '@huren/agreements';
import type { RuleSet } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { LRUCache } from 'lru-cache';
import { asideBy } from '../threads.ts';

/** A rule set, and whose it is. */
export type RulesToCheck = { readonly ruleSet: RuleSet; readonly party: DivisionCode };

/** So many may be under way: of many rules each takes minutes. */
const MOST = 20;

/** Each rule is compared with the others in many situations, on a thread of its own. */
const checkAside = asideBy<RulesToCheck, RuleSetCheck>(
  new URL('./check-rules.worker', import.meta.url),
  MOST,
);

/** The same rules come to the same: when they are drafted, and when they are proposed. */
const checked = new LRUCache<string, RuleSetCheck, RulesToCheck>({
  max: 200,
  fetchMethod: (_digest, _before, { context }) => checkAside(context),
});

/** Rules that were to be checked before a transaction needs what was found. */
class Unchecked extends Error {
  readonly asked: RulesToCheck;

  constructor(asked: RulesToCheck) {
    super(`the rules of ${asked.ruleSet.id} are not checked yet`);
    this.asked = asked;
  }
}

/** What was found in rules, at once. Within `withCheckedRules` alone. */
export const checkRules = (asked: RulesToCheck): RuleSetCheck => {
  const known = checked.get(digestOf(asked));
  if (!known) throw new Unchecked(asked);
  return known;
};

/**
 * Does work that asks for checked rules in a transaction. Those that are not checked yet are so once it is rolled back,
 * and then the work is done again: no transaction stays open meanwhile.
 * @throws ProblemException 503 `busy`
 */
export const withCheckedRules = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Unchecked)) throw error;
      await checked.forceFetch(digestOf(error.asked), { context: error.asked });
    }
  }
};
