/**
 * What a consumer could not apply, in the consumer's database: `failed`, or `parked` behind a failed
 * event of the same key. And what is kept of letters that were dismissed.
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
do $$ begin
  if not exists (select from pg_attribute where attrelid = 'dead_letter'::regclass and attname = 'bytes') then
    alter table dead_letter add bytes int generated always as (octet_length(event::text)) stored;
  end if;
end $$;
create index if not exists dead_letter_key on dead_letter (consumer, topic, key, "offset");
create table if not exists dismissed_letter (
  place bigint generated always as identity primary key,
  letter_id uuid not null,
  consumer text not null,
  topic text not null,
  "partition" int not null,
  "offset" bigint not null,
  key text not null,
  state text not null,
  attempts int not null,
  at timestamptz not null,
  event_id text not null,
  source text not null,
  type text not null,
  "time" text not null,
  dataschema text not null,
  stateversion bigint,
  digest text,
  error json,
  officer text not null,
  grounds text not null,
  keeper text not null,
  dismissed_at timestamptz not null default clock_timestamp()
);
create index if not exists dismissed_letter_key on dismissed_letter (consumer, topic, key);
create index if not exists dismissed_letter_letter on dismissed_letter (letter_id);
create index if not exists dismissed_letter_at on dismissed_letter (dismissed_at);
`;
