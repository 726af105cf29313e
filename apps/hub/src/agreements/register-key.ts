import { keyStatement, weaknessOf } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import type { StatementSignature } from '@huren/crypto';
import { isInForce } from '@huren/recognition';
import type { Sql } from '@huren/events';
import { endedAt, keepKeys, soonestEnd } from './party-keys.ts';
import { refused } from './refusals.ts';
import { checkVoucher, lockedKeysOf, ownInForce } from './vouched.ts';

/** Names of keys that are the hub's to give. */
const RESERVED = /^(dev-|registrar$)/;

/**
 * Registers a person's key of a party, in the caller's transaction. The first is taken on the operator's word, who has
 * seen to whose it is, and ends the party's development keys; each further one is signed by one that is in force.
 */
export const registerKey = async (
  tx: Sql,
  key: RegisteredKey,
  voucher: StatementSignature | undefined,
  now: Date,
): Promise<void> => {
  const weakness = weaknessOf(key);
  if (weakness !== undefined) refused('weak_key', `key ${key.kid} ${weakness}`);
  const known = await lockedKeysOf(tx, key.party);
  const own = ownInForce(known, now);
  if (own.length > 0) checkVoucher(keyStatement(key), voucher, key.party, own, now);
  const kept = RESERVED.test(key.kid)
    ? 0
    : await keepKeys(tx, [{ key, revision: 1, development: false }], now);
  if (kept === 0) refused('key_taken', `the name ${key.kid} is another key's`);
  const lapsed = known.filter((one) => one.development && isInForce(one.key, now));
  await keepKeys(
    tx,
    lapsed.map((one) => endedAt(one, soonestEnd(now))),
    now,
  );
};
