/** Keys of writes with the first answer to each. */
export const idempotencySchema = `
create table if not exists idempotency_key (
  key text not null,
  route text not null,
  body_digest text not null,
  status integer,
  answer json,
  at timestamptz not null default clock_timestamp(),
  primary key (key, route)
);
`;
