import { keyEndStatement } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import type { StatementSignature } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { DivisionCode } from '@huren/standard';
import { endedAt, keepKeys } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';
import { checkVoucher, lockedKeysOf, ownInForce } from './vouched.ts';

/** Whose key, and when it ends (RFC 3339): no sooner than the hub hears of it. */
export type KeyEnd = { readonly party: DivisionCode; readonly kid: string; readonly validTo: string };

/** On whose word: a key that the party has in force signs, or the operator, who has seen to who asks, ends a lost one. */
export type EndedBy = 'operator' | { readonly voucher: StatementSignature };

const found = (known: readonly StoredKey[], { kid, party }: KeyEnd, now: Date): StoredKey => {
  const one = known.find(({ key, development }) => key.kid === kid && !development);
  if (!one) return refused('unknown_key', `${party} has registered no key ${kid}`);
  const { validTo } = one.key;
  const isOver = validTo !== null && Date.parse(validTo) <= now.getTime();
  return isOver ? refused('key_not_in_force', `key ${kid} has ended at ${validTo}`) : one;
};

/** What was signed before the hub heard of it stays signed. */
const endOf = ({ key }: StoredKey, { validTo }: KeyEnd, now: Date): string => {
  if (key.validTo !== null && Date.parse(validTo) > Date.parse(key.validTo))
    return refused('invalid_window', `key ${key.kid} ends at ${key.validTo} already`);
  return Date.parse(validTo) < now.getTime() ? chinaTime(now) : validTo;
};

/**
 * Ends a party's key before its time, in the caller's transaction: what it signed until then counts, nothing from then
 * on. Without any key left a party begins anew, on the operator's word.
 */
export const endKey = async (tx: Sql, end: KeyEnd, by: EndedBy, now: Date): Promise<RegisteredKey> => {
  const known = await lockedKeysOf(tx, end.party);
  const one = found(known, end, now);
  const validTo = endOf(one, end, now);
  if (by !== 'operator') {
    const statement = keyEndStatement(one.key, end.validTo);
    checkVoucher(statement, by.voucher, end.party, ownInForce(known, now), now);
  }
  const ended = endedAt(one, validTo);
  await keepKeys(tx, [ended], now);
  return ended.key;
};
