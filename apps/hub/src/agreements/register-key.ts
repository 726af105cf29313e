import { REGISTRAR, keyStatement, weaknessOf, wordOf } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import { isInForce } from '@huren/recognition';
import type { Sql } from '@huren/events';
import { endedAt, keepKeys, soonestEnd } from './party-keys.ts';
import type { Sealing, StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';
import { checkVouchers, lockedKeysOf, ownInForce } from './vouched.ts';
import type { OnWord } from './vouched.ts';

const isReserved = (kid: string): boolean => kid === REGISTRAR || kid.startsWith('dev-');

/** A key as it is kept: where a single person vouches for it, it is on that person's word for good. */
const onWord = (key: RegisteredKey, by: OnWord, known: readonly StoredKey[], now: Date): RegisteredKey => {
  if ('officer' in by) return key;
  const own = ownInForce(known, now);
  if (own.length === 0)
    refused('not_vouched', `${key.party} has no key yet: an operator registers its first`);
  const [first, second] = checkVouchers(keyStatement(key), by, key.party, own, now);
  return second ? key : { ...key, vouchedBy: wordOf(first) };
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
 * Registers a person's key of a party, in the caller's transaction, and answers it as it is kept. It is taken on the
 * operator's word, who has seen to whose it is, or signed by keys of the party that are in force. The party's first ends
 * its development keys.
 */
export const registerKey = async (
  tx: Sql,
  given: RegisteredKey,
  by: OnWord,
  sealing: Sealing,
): Promise<RegisteredKey> => {
  const { now } = sealing;
  const weakness = weaknessOf(given);
  if (weakness !== undefined) refused('weak_key', `key ${given.kid} ${weakness}`);
  const known = await lockedKeysOf(tx, given.party);
  const key = onWord(given, by, known, now);
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
  return key;
};
