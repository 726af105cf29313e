import { appendToOutbox, codeTopic, draftOf } from '@huren/events';
import type { CodeEvent, Sql } from '@huren/events';
import { chinaTime, issuerOf } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import type { Applied } from '../record-index/record-index.ts';
import { takeStates } from '../record-index/take-states.ts';

/**
 * Takes states of codes from a province that keeps its own system: newer ones go into the index and onto the
 * bus on its behalf, older ones are stale, equal ones duplicates, and others under an equal version conflict. In the caller's transaction.
 */
export const handIn = async (
  tx: Sql,
  states: readonly CodeEvent[],
  context: HubContext,
): Promise<Applied[]> => {
  const outcomes = await takeStates(tx, states, context);
  const time = chinaTime(context.clock.now());
  const newer = states.filter((_, at) => outcomes[at] === 'applied');
  await appendToOutbox(
    tx,
    newer.map((data) => draftOf(codeTopic, { source: `/issuers/${issuerOf(data.codeRef)}`, time, data })),
  );
  return outcomes;
};
