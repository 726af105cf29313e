import type { Session } from '../postgres/session.ts';

/** Who of the deployment's processes handles what. A lease ends with the connection that holds it. */
export interface Leases {
  /** Those of the names that this process now holds and did not hold before. */
  acquire(names: readonly string[]): Promise<string[]>;
  holds(name: string): boolean;
  release(name: string): Promise<void>;
  /** All leases are gone, as is the connection. */
  lost(): void;
}

const ACQUIRE = `
select name from unnest($1::text[]) as name where pg_try_advisory_lock(hashtextextended(name, 0))`;
const RELEASE = 'select pg_advisory_unlock(hashtextextended($1, 0))';

export const createLeases = (session: () => Session): Leases => {
  // A connection may take its own advisory lock again, so the process keeps count itself.
  const held = new Set<string>();
  return {
    acquire: (names) =>
      session().use(async (sql) => {
        const free = names.filter((name) => !held.has(name));
        if (free.length === 0) return [];
        const rows = await sql.query<{ name: string }>(ACQUIRE, [free]);
        rows.forEach(({ name }) => held.add(name));
        return rows.map(({ name }) => name);
      }),
    holds: (name) => held.has(name),
    release: (name) =>
      session().use(async (sql) => {
        if (held.delete(name)) await sql.query(RELEASE, [name]);
      }),
    lost: () => held.clear(),
  };
};
