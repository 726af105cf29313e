/**
 * Keys of writes with the first answer to each, and the decisions that it bears, by which it is found when one of them is
 * erased: of answers from before these were kept beside them as well.
 */
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
do $$ begin
  if not exists (select from pg_attribute where attrelid = 'idempotency_key'::regclass and attname = 'decisions') then
    alter table idempotency_key add decisions text[];
    update idempotency_key
       set decisions = array(select (regexp_matches(answer::text, '"decisionId":"([^"]+)"', 'g'))[1])
     where answer is not null and route ~ '/(recognitions|recognitions/batch|translations)$';
  end if;
end $$;
create index if not exists idempotency_key_decisions on idempotency_key using gin (decisions)
  where decisions is not null;
`;
