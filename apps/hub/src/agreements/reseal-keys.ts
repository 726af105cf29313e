import type { Sql } from '@huren/events';
import { keepKeys } from './party-keys.ts';
import type { Sealing, StoredKey } from './party-keys.ts';
import { claim } from './publish-founding.ts';

/** Tells once more of every key that was told of before keys were sealed: nobody believes those. */
export const resealKeys = async (tx: Sql, sealing: Sealing): Promise<void> => {
  if (!(await claim(tx, 'keys sealed'))) return;
  const kept = await tx.query<StoredKey>('select key, revision, development from party_key for update');
  const again = kept.map((one) => ({ ...one, revision: one.revision + 1 }));
  await keepKeys(tx, again, sealing);
};
