import { canonicalJson } from '@huren/crypto';
import type { HubContext } from '../hub-context.ts';
import { outlookAt } from './outlook.ts';
import { ruledClauses } from './ruled-clauses.ts';
import type { RuledClauses } from './ruled-clauses.ts';
import { nextFollowed, reviseSubscription } from './subscription-store.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Tells those who follow a route what has changed on it: all of them after agreements or rule sets have changed, else those whose
 * date has come, and nobody before this process has caught up with what it decides by. Any replica may, again at any moment; one transaction a batch.
 */
export const routeFollower = (context: HubContext): (() => Promise<void>) => {
  let looked: readonly unknown[] = [];
  return async () => {
    if (!context.isCaughtUp()) return;
    const known = [context.knowledge.agreements(), context.knowledge.ruleSets()] as const;
    const dueBy = known.every((index, at) => index === looked[at]) ? context.clock.now() : null;
    const clauses = ruledClauses(...known);
    for (let after: string | undefined = FIRST; after !== undefined;)
      after = await followSome(after, dueBy, clauses, context);
    looked = known;
  };
};

const followSome = (
  after: string,
  dueBy: Date | null,
  clauses: RuledClauses,
  { database, clock }: HubContext,
): Promise<string | undefined> =>
  database.transactions.run(async (tx) => {
    const followed = await nextFollowed(tx, after, dueBy, BATCH);
    const now = clock.now();
    for (const known of followed) {
      const outlook = outlookAt(clauses, known.route, now);
      const { standing, next } = known;
      if (canonicalJson({ ...outlook }) === canonicalJson({ standing, next })) continue;
      await reviseSubscription(tx, { ...known, ...outlook, revision: known.revision + 1 }, now);
    }
    return followed.length === BATCH ? followed.at(-1)?.subscriptionId : undefined;
  });
