import { BoundedClient, boundedConnection, patientConnection } from '@huren/events';
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
  /** Shorter waits than a service has, in ms. */
  readonly bounds?: Partial<Omit<typeof boundedConnection, 'options'>>;
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

type Named = Pick<DatabaseOptions, 'name' | 'entities'>;

type Extra = Readonly<Record<string, unknown>>;

const connect = (url: string, { name, entities = [] }: Named, extra: Extra): Promise<DataSource> =>
  new DataSource({
    ...{ type: 'postgres', url, database: name, synchronize: false, logging: false },
    entities: [...entities],
    extra,
  }).initialize();

/** On a connection of its own, whose statements may take as long as they need. */
const migrateWithin = async (url: string, { name, migrations }: DatabaseOptions): Promise<void> => {
  const dataSource = await connect(url, { name }, { ...patientConnection, max: 1 });
  await migrate(dataSource, migrations).finally(() => dataSource.destroy());
};

/** Opens a service's database: made if absent, migrated. @throws StartError */
export const openDatabase = async (options: DatabaseOptions): Promise<ServiceDatabase> => {
  const url = await ensureDatabase(options.server, options.name);
  await migrateWithin(url, options);
  const extra = {
    ...boundedConnection,
    ...options.bounds,
    Client: BoundedClient,
    max: options.poolSize ?? 20,
  };
  const dataSource = await connect(url, options, extra);
  const close = (): Promise<void> => dataSource.destroy();
  return {
    url,
    dataSource,
    sql: sqlOfDataSource(dataSource),
    transactions: transactionsOf(dataSource),
    close,
  };
};
