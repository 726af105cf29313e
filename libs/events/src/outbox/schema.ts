/** Channel on which an append tells the relay. Only a hint: a relay polls as well. */
export const OUTBOX_CHANNEL = 'huren_outbox';

/** The outbox of a service's database. Rows are short-lived, so it is vacuumed by count: by its relay, and by the server. */
export const outboxSchema = `
create table if not exists outbox (
  seq bigint generated always as identity primary key,
  event json not null,
  at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
`;
