import { REGISTRAR, keyStatement, weaknessOf } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import { isInForce } from '@huren/recognition';
import type { Sql } from '@huren/events';
import { endedAt, keepKeys, soonestEnd } from './party-keys.ts';
import type { Sealing, StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';
import { checkVoucher, lockedKeysOf, ownInForce } from './vouched.ts';
import type { OnWord } from './vouched.ts';

const isReserved = (kid: string): boolean => kid === REGISTRAR || kid.startsWith('dev-');

/** A key that a party has is vouched for by one that it has; only where it has none an operator's word counts. */
const checkWord = (key: RegisteredKey, by: OnWord, known: readonly StoredKey[], now: Date): void => {
  const own = ownInForce(known, now);
  const isVouched = 'voucher' in by;
  if (own.length > 0 !== isVouched) {
    const who =
      own.length > 0 ? 'a key, which must sign this' : 'no key yet: an operator registers its first';
    refused('not_vouched', `${key.party} has ${who}`);
  }
  if (isVouched) checkVoucher(keyStatement(key), by.voucher, key.party, own, now);
};

/** The same key under another name would be a second person; one that has ended stays what it was. */
const checkNew = async (tx: Sql, { kid, publicKey }: RegisteredKey): Promise<void> => {
  // Two at once would not see each other.
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`party_key ${publicKey}`]);
  const same = await tx.query('select 1 from party_key where public_key = $1', [publicKey]);
  if (same.length === 0) return;
  const reason = 'is registered already, under this or another name';
  refused('key_taken', `the public key of ${kid} ${reason}`, [{ pointer: '/publicKey', reason }]);
};

/**
 * Registers a person's key of a party, in the caller's transaction. The first is taken on the operator's word, who has
 * seen to whose it is, and ends the party's development keys; each further one is signed by one that is in force.
 */
export const registerKey = async (
  tx: Sql,
  key: RegisteredKey,
  by: OnWord,
  sealing: Sealing,
): Promise<void> => {
  const { now } = sealing;
  const weakness = weaknessOf(key);
  if (weakness !== undefined) refused('weak_key', `key ${key.kid} ${weakness}`);
  const known = await lockedKeysOf(tx, key.party);
  checkWord(key, by, known, now);
  await checkNew(tx, key);
  const kept = isReserved(key.kid)
    ? 0
    : await keepKeys(tx, [{ key, revision: 1, development: false }], sealing);
  if (kept === 0) refused('key_taken', `the name ${key.kid} is another key's`);
  await tx.query('update party_key set registered = $2 where kid = $1', [key.kid, JSON.stringify(by)]);
  const lapsed = known.filter((one) => one.development && isInForce(one.key, now));
  await keepKeys(
    tx,
    lapsed.map((one) => endedAt(one, soonestEnd(now))),
    sealing,
  );
};
