import { REGISTRAR, checkSignature } from '@huren/agreements';
import type { Statement } from '@huren/agreements';
import type { StatementSignature } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { isInForce } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { keysOfParty } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';

/** On whose word a key is registered or ended: a key that its party has signs, or an operator has seen to who asks. */
export type OnWord =
  | { readonly voucher: StatementSignature }
  | { readonly officer: string; readonly grounds: string };

/** A party's keys, whose are no other act's before the transaction ends: two at once would not see each other. */
export const lockedKeysOf = async (tx: Sql, party: DivisionCode): Promise<StoredKey[]> => {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`party_key ${party}`]);
  await tx.query('select 1 from party_key where party = $1 order by kid for update', [party]);
  return (await keysOfParty(tx, party)).filter(({ key: { kid } }) => kid !== REGISTRAR);
};

/** Those that a party brought itself and that are in force. */
export const ownInForce = (known: readonly StoredKey[], now: Date): StoredKey[] =>
  known.filter((one) => !one.development && isInForce(one.key, now));

/** Refuses what is said of a key unless one that its party has in force signs it. */
export const checkVoucher = (
  statement: Statement,
  voucher: StatementSignature,
  party: DivisionCode,
  own: readonly StoredKey[],
  now: Date,
): void => {
  const { kind, id, version, act } = statement;
  const keys = (kid: string) => own.find((one) => one.key.kid === kid)?.key;
  const signatories = { parties: [party], keys, at: now };
  const checked = checkSignature(statement, { kind, id, version, act, ...voucher }, signatories);
  if (!checked.ok) refused(checked.fault, checked.message);
};
