import { canonicalJson } from '@huren/crypto';
import type { AgreementIndex } from '@huren/recognition';
import type { HubContext } from '../hub-context.ts';
import { outlookAt } from './outlook.ts';
import { nextFollowed, reviseSubscription } from './subscription-store.ts';

const BATCH = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Tells those who follow a route what has changed on it: all of them after agreements have changed, else those whose
 * date has come, and nobody before this process has caught up with what it decides by. Any replica may, again at any moment; one transaction a batch.
 */
export const routeFollower = (context: HubContext): (() => Promise<void>) => {
  let looked: AgreementIndex | undefined;
  return async () => {
    if (!context.isCaughtUp()) return;
    const agreements = context.knowledge.agreements();
    const dueBy = agreements === looked ? context.clock.now() : null;
    for (let after: string | undefined = FIRST; after !== undefined;)
      after = await followSome(after, dueBy, agreements, context);
    looked = agreements;
  };
};

const followSome = (
  after: string,
  dueBy: Date | null,
  agreements: AgreementIndex,
  { database, clock }: HubContext,
): Promise<string | undefined> =>
  database.transactions.run(async (tx) => {
    const followed = await nextFollowed(tx, after, dueBy, BATCH);
    const now = clock.now();
    for (const known of followed) {
      const outlook = outlookAt(agreements, known.route, now);
      const { standing, next } = known;
      if (canonicalJson({ ...outlook }) === canonicalJson({ standing, next })) continue;
      await reviseSubscription(tx, { ...known, ...outlook, revision: known.revision + 1 }, now);
    }
    return followed.length === BATCH ? followed.at(-1)?.subscriptionId : undefined;
  });
