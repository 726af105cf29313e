import type { ClientConfig } from 'pg';

/** A connection string, or what node-postgres takes. */
export type Database = string | ClientConfig;

export const configOf = (database: Database): ClientConfig => ({
  keepAlive: true,
  ...(typeof database === 'string' ? { connectionString: database } : database),
});
