import type { Sql, Transactions } from '@huren/events';
import { DataSource } from 'typeorm';
import type { EntitySchema } from 'typeorm';
import { ensureDatabase } from './ensure-database.ts';
import { migrate } from './migrate.ts';
import type { MigrationClass } from './migrate.ts';
import { sqlOfDataSource, transactionsOf } from './transactions.ts';

export type DatabaseOptions = {
  /** Connection string of any database of the server. */
  readonly server: string;
  /** Name of the service's own database, made if absent. */
  readonly name: string;
  /** In the order in which they run. */
  readonly migrations: readonly MigrationClass[];
  readonly entities?: readonly EntitySchema[];
  readonly poolSize?: number;
};

/** A service's own database. */
export type ServiceDatabase = {
  readonly url: string;
  readonly dataSource: DataSource;
  /** One connection, no transaction: for reads. */
  readonly sql: Sql;
  readonly transactions: Transactions;
  close(): Promise<void>;
};

/** Opens a service's database: made if absent, migrated. @throws StartError */
export const openDatabase = async (options: DatabaseOptions): Promise<ServiceDatabase> => {
  const url = await ensureDatabase(options.server, options.name);
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    database: options.name,
    synchronize: false,
    logging: false,
    entities: [...(options.entities ?? [])],
    extra: { max: options.poolSize ?? 20 },
  });
  await dataSource.initialize();
  const close = (): Promise<void> => dataSource.destroy();
  await migrate(dataSource, options.migrations).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    url,
    dataSource,
    sql: sqlOfDataSource(dataSource),
    transactions: transactionsOf(dataSource),
    close,
  };
};
