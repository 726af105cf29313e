import { REGISTRAR, byTwo, checkSignature } from '@huren/agreements';
import type { Signer, Statement } from '@huren/agreements';
import type { StatementSignature } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { isInForce } from '@huren/recognition';
import type { DivisionCode } from '@huren/standard';
import { keysOfParty } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';
import { refused, refusing } from './refusals.ts';

/** Signatures by keys that a party has; two are of two people, neither of whose keys is the other's making. */
export type Vouchers = {
  readonly voucher: StatementSignature;
  readonly secondVoucher?: StatementSignature | undefined;
};

/** On whose word a key is registered or ended: keys that its party has sign, or an operator has seen to who asks. */
export type OnWord = Vouchers | { readonly officer: string; readonly grounds: string };

/** Vouchers as they were sent, as plain values. */
export const vouchersIn = ({ voucher, secondVoucher }: Vouchers): Vouchers => ({
  voucher: { ...voucher },
  ...(secondVoucher && { secondVoucher: { ...secondVoucher } }),
});

/** A party's keys, whose are no other act's before the transaction ends: two at once would not see each other. */
export const lockedKeysOf = async (tx: Sql, party: DivisionCode): Promise<StoredKey[]> => {
  await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`party_key ${party}`]);
  await tx.query('select 1 from party_key where party = $1 order by kid for update', [party]);
  return (await keysOfParty(tx, party)).filter(({ key: { kid } }) => kid !== REGISTRAR);
};

/** Those that a party brought itself and that are in force. */
export const ownInForce = (known: readonly StoredKey[], now: Date): StoredKey[] =>
  known.filter((one) => !one.development && isInForce(one.key, now));

/** Who says something of a key: one person of its party, or two. Refused unless their keys are in force. */
export const checkVouchers = (
  statement: Statement,
  { voucher, secondVoucher }: Vouchers,
  party: DivisionCode,
  own: readonly StoredKey[],
  now: Date,
): readonly [Signer, Signer?] => {
  const { kind, id, version, act } = statement;
  const keys = (kid: string) => own.find((one) => one.key.kid === kid)?.key;
  const signerOf = (given: StatementSignature): Signer => {
    const signatories = { parties: [party], keys, at: now };
    const checked = checkSignature(statement, { kind, id, version, act, ...given }, signatories);
    return checked.ok ? checked : refused(checked.fault, checked.message);
  };
  const first = signerOf(voucher);
  if (!secondVoucher) return [first];
  const second = signerOf(secondVoucher);
  refusing(() => byTwo(first, second));
  return [first, second];
};
