/**
 * What a consumer could not apply, in the consumer's database: `failed`, or `parked` behind a failed
 * event of the same key.
 */
export const deadLetterSchema = `
create table if not exists dead_letter (
  id uuid primary key default gen_random_uuid(),
  consumer text not null,
  topic text not null,
  "partition" int not null,
  "offset" bigint not null,
  key text not null,
  stateversion bigint,
  state text not null check (state in ('failed', 'parked')),
  event json not null,
  error json,
  attempts int not null,
  at timestamptz not null default clock_timestamp(),
  unique (consumer, topic, "partition", "offset")
);
create index if not exists dead_letter_key on dead_letter (consumer, topic, key, "offset");
`;
