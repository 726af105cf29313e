import type { Sql } from '@huren/events';

/** What was stored of their outcomes, back to front; again: as it was. */
const TURN =
  'update decision set body = reverse(body) where decision_id = any($1::text[]) returning decision_id';

/**
 * Does something while nobody can read the outcomes that services have stored of decisions: who answers with them
 * instead of deciding again answers with something else.
 * @throws where a decision is not in exactly one of the databases
 */
export const hidingOutcomes = async <T>(
  databases: readonly Sql[],
  decisionIds: readonly string[],
  work: () => Promise<T>,
): Promise<T> => {
  const turn = () => Promise.all(databases.map(({ query }) => query(TURN, [decisionIds])));
  const turned = await turn();
  try {
    if (turned.flat().length !== decisionIds.length) throw new Error('not every outcome is hidden');
    return await work();
  } finally {
    await turn();
  }
};
