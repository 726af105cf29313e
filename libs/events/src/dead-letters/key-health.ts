import type { Sql } from '../port/sql.ts';
import { keptName } from './kept-name.ts';

/** Asks a consumer's letters about keys: a read model answers `unavailable` for a poisoned one. */
export interface KeyHealth {
  isPoisoned(topic: string, key: string): Promise<boolean>;
  /** Those of the keys that are poisoned. */
  poisonedAmong(topic: string, keys: readonly string[]): Promise<Set<string>>;
}

const POISONED = `
select distinct key from dead_letter where consumer = $1 and topic = $2 and key = any($3::text[])`;

export const keyHealth = (sql: Sql, consumer: string): KeyHealth => {
  const poisonedAmong = async (topic: string, keys: readonly string[]): Promise<Set<string>> => {
    const rows = await sql.query<{ key: string }>(POISONED, [consumer, topic, keys.map(keptName)]);
    const poisoned = new Set(rows.map((row) => row.key));
    return new Set(keys.filter((key) => poisoned.has(keptName(key))));
  };
  return {
    poisonedAmong,
    isPoisoned: async (topic, key) => (await poisonedAmong(topic, [key])).has(key),
  };
};
