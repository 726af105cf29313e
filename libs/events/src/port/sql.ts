/**
 * One connection, usually inside a transaction. TypeORM's `EntityManager` satisfies it: write
 * `with x as (delete … returning …) select * from x`, as its driver answers a bare UPDATE or DELETE
 * with `[rows, count]`.
 */
export interface Sql {
  query<T = unknown>(sql: string, params?: unknown[]): Promise<T[]>;
}

/** Runs work in one transaction: committed when it resolves, rolled back when it rejects. */
export interface Transactions {
  run<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
}
