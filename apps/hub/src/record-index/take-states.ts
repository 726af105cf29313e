import type { CodeEvent, Sql } from '@huren/events';
import { shareRecords } from '../arrivals/share-records.ts';
import type { HubContext } from '../hub-context.ts';
import { followRecords } from '../manifests/follow-records.ts';
import { postgresRecordIndex } from './record-index.postgres.ts';
import type { Applied } from './record-index.ts';

/**
 * Takes states of codes into the index, with what follows from each that is newer: it is shared where its holder
 * stays, and decided anew on open manifests. From then on no decision rests on what is older. However a state comes, over the bus or handed in, this is the way.
 * In the caller's transaction.
 */
export const takeStates = async (
  tx: Sql,
  states: readonly CodeEvent[],
  context: HubContext,
): Promise<Applied[]> => {
  const outcomes = await postgresRecordIndex(tx).apply(states);
  const newer = states.filter((_, at) => outcomes[at] === 'applied');
  if (newer.length > 0) {
    await shareRecords(tx, newer, context);
    const codeRefs = newer.map(({ codeRef }) => codeRef);
    await followRecords(tx, codeRefs, context);
    await context.records.superseded(newer);
  }
  return outcomes;
};
