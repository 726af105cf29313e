import { REGISTRAR } from '@huren/agreements';
import type { VerifyingKey } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { StartError } from '@huren/platform';
import { keepKeys } from './party-keys.ts';
import type { Sealing, StoredKey } from './party-keys.ts';
import { claim } from './publish-founding.ts';

/** @throws StartError where what there is was sealed by another key: nobody would believe what comes to be sealed now */
export const checkRegistrar = async (tx: Sql, { publicKey }: VerifyingKey): Promise<void> => {
  const [kept] = await tx.query<StoredKey>('select key from party_key where kid = $1', [REGISTRAR]);
  if (!kept || kept.key.publicKey === publicKey) return;
  throw new StartError(
    'REGISTRAR_KEY is not the key by which this federation was sealed: give it that one, or begin anew.',
  );
};

/** Tells once more of every key that was told of before keys were sealed: nobody believes those. */
export const resealKeys = async (tx: Sql, sealing: Sealing): Promise<void> => {
  if (!(await claim(tx, 'keys sealed'))) return;
  const kept = await tx.query<StoredKey>('select key, revision, development from party_key for update');
  const again = kept.map((one) => ({ ...one, revision: one.revision + 1 }));
  await keepKeys(tx, again, sealing);
};
