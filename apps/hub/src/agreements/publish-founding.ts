import { agreementTopic, appendToOutbox, draftOf, ruleSetTopic } from '@huren/events';
import type { Sql } from '@huren/events';
import { foundingAgreements, foundingRuleSets } from '@huren/recognition';
import { chinaTime } from '@huren/standard';

/**
 * Publishes the agreements and rule sets of March 2020, once for the life of the database: they reach every
 * decider, this hub among them, over the bus alone.
 */
export const publishFounding = async (tx: Sql, now: Date): Promise<boolean> => {
  const claimed = await tx.query(
    `insert into founding (id) values ('2020-03') on conflict do nothing returning id`,
  );
  if (claimed.length === 0) return false;
  const attributes = { source: '/hub', time: chinaTime(now) };
  await appendToOutbox(tx, [
    ...foundingRuleSets.map((ruleSet) =>
      draftOf(ruleSetTopic, { ...attributes, data: { revision: 1, state: 'in_force', ruleSet } }),
    ),
    ...foundingAgreements.map((agreement) =>
      draftOf(agreementTopic, { ...attributes, data: { revision: 1, agreement } }),
    ),
  ]);
  return true;
};
