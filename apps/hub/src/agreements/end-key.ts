import { isOwnKey, keyEndStatement } from '@huren/agreements';
import type { RegisteredKey } from '@huren/agreements';
import type { Sql } from '@huren/events';
import type { DivisionCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import { endedAt, keepKeys, soonestEnd } from './party-keys.ts';
import type { StoredKey } from './party-keys.ts';
import { refused } from './refusals.ts';
import { checkVouchers, lockedKeysOf, ownInForce } from './vouched.ts';
import type { OnWord, Vouchers } from './vouched.ts';

/** Whose key, and when it ends (RFC 3339): no sooner than the hub hears of it. */
export type KeyEnd = { readonly party: DivisionCode; readonly kid: string; readonly validTo: string };

const found = (known: readonly StoredKey[], { kid, party }: KeyEnd, now: Date): StoredKey => {
  const one = known.find(({ key, development }) => key.kid === kid && !development);
  if (!one) return refused('unknown_key', `${party} has registered no key ${kid}`);
  const { validTo } = one.key;
  const isOver = validTo !== null && Date.parse(validTo) <= now.getTime();
  return isOver ? refused('key_not_in_force', `key ${kid} has ended at ${validTo}`) : one;
};

/** When it ends, no sooner than the hub hears of it. @throws ProblemException where it ends before by itself */
const endOf = ({ key }: StoredKey, { validTo }: KeyEnd, now: Date): Date => {
  if (key.validTo !== null && Date.parse(validTo) > Date.parse(key.validTo))
    return refused('invalid_window', `key ${key.kid} ends at ${key.validTo} already`);
  return new Date(Math.max(Date.parse(validTo), soonestEnd(now).getTime()));
};

/** One's own key one ends alone; another person's takes two people, lest whoever has one key ends all. */
const checkEnd = (
  { key }: StoredKey,
  { party, validTo }: KeyEnd,
  by: Vouchers,
  own: readonly StoredKey[],
  now: Date,
): void => {
  const [first, second] = checkVouchers(keyEndStatement(key, validTo), by, party, own, now);
  if (second || isOwnKey(first, key)) return;
  refused('second_voucher_missing', `key ${key.kid} is not ${first.person}'s: two people of ${party} end it`);
};

/**
 * Ends a party's key before its time, in the caller's transaction: what it signed until then counts, nothing from then
 * on. Whoever signs with it at the same time is through before it ends. Without any key left a party begins anew, on the
 * operator's word.
 */
export const endKey = async (
  tx: Sql,
  end: KeyEnd,
  by: OnWord,
  { clock, keys }: Pick<HubContext, 'clock' | 'keys'>,
): Promise<RegisteredKey> => {
  const known = await lockedKeysOf(tx, end.party);
  const now = clock.now();
  const one = found(known, end, now);
  if (!('officer' in by)) checkEnd(one, end, by, ownInForce(known, now), now);
  const ended = endedAt(one, endOf(one, end, now));
  await keepKeys(tx, [ended], { now, registrar: keys.registrarKey });
  await tx.query('update party_key set ended = $2 where kid = $1', [end.kid, JSON.stringify(by)]);
  return ended.key;
};
