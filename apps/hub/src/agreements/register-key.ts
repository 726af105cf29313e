import { checkSignature, keyStatement, weaknessOf } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import type { StatementSignature } from '@huren/crypto';
import { isInForce } from '@huren/recognition';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import { keepKeys, keysOfParty } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';

/** The hub's own key, with which no party signs. */
const REGISTRAR = 'registrar';

/** Names of keys that are the hub's to give. */
const RESERVED = /^(dev-|registrar$)/;

const endedAt = ({ key, revision, development }: StoredKey, now: Date): StoredKey => ({
  key: { ...key, validTo: chinaTime(now) },
  revision: revision + 1,
  development,
});

/** A further key counts by the signature of one that its party has. */
const checkVoucher = (
  key: RegisteredKey,
  voucher: StatementSignature | undefined,
  own: readonly StoredKey[],
  now: Date,
): void => {
  if (!voucher) return refused('not_vouched', `${key.party} has a key, which must sign this one`);
  const { kind, id, version, act } = keyStatement(key);
  const keys = (kid: string) => own.find((one) => one.key.kid === kid)?.key;
  const signatories = { parties: [key.party], keys, at: now };
  const checked = checkSignature(keyStatement(key), { kind, id, version, act, ...voucher }, signatories);
  if (!checked.ok) refused(checked.fault, checked.message);
};

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
  // Two first keys of one party at once would both be taken on the operator's word.
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`party_key ${key.party}`]);
  const known = (await keysOfParty(tx, key.party)).filter(({ key: { kid } }) => kid !== REGISTRAR);
  const own = known.filter((one) => !one.development && isInForce(one.key, now));
  if (own.length > 0) checkVoucher(key, voucher, own, now);
  const kept = RESERVED.test(key.kid)
    ? 0
    : await keepKeys(tx, [{ key, revision: 1, development: false }], now);
  if (kept === 0) refused('key_taken', `the name ${key.kid} is another key's`);
  const lapsed = known.filter((one) => one.development && isInForce(one.key, now));
  await keepKeys(
    tx,
    lapsed.map((one) => endedAt(one, now)),
    now,
  );
};
