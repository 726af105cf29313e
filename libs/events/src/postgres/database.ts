import type { ClientConfig } from 'pg';

/** A connection string, or what node-postgres takes. */
export type Database = string | ClientConfig;

/** The longest that a session of which nothing is heard keeps what it holds at the server. */
export const SILENCE_MS = 15_000;

const AT_SERVER = {
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
  tcp_user_timeout: SILENCE_MS,
};

/** For work that takes as long as it needs: a server that is gone is still noticed. Milliseconds. */
export const patientConnection = {
  keepAlive: true,
  keepAliveInitialDelayMillis: 5_000,
  connectionTimeoutMillis: 10_000,
  options: Object.entries(AT_SERVER)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
} satisfies ClientConfig;

/**
 * No wait for a server is endless, and no server waits endlessly for us: a connection may be half open, where a way
 * between both has forgotten it. The server ends a statement before the client gives its connection up. Milliseconds.
 */
export const boundedConnection = {
  ...patientConnection,
  statement_timeout: 10_000,
  query_timeout: 12_000,
  idle_in_transaction_session_timeout: SILENCE_MS,
} satisfies ClientConfig;

const placeOf = (database: Database): ClientConfig =>
  typeof database === 'string' ? { connectionString: database } : database;

export const configOf = (database: Database): ClientConfig => ({
  ...boundedConnection,
  ...placeOf(database),
});

export const patientConfigOf = (database: Database): ClientConfig => ({
  ...patientConnection,
  ...placeOf(database),
});

/** A statement within a transaction that then may stand idle for as long as other work takes. */
export const PATIENT = 'set local idle_in_transaction_session_timeout = 0';
