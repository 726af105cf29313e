/** Which events a consumer has applied, in the consumer's database. */
export const inboxSchema = `
create table if not exists inbox (
  consumer text not null,
  event_id text not null,
  at timestamptz not null default now(),
  primary key (consumer, event_id)
);
create index if not exists inbox_at on inbox (at);
`;
