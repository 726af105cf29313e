import { Client } from 'pg';
import type { CommonRows, HubRows, IssuerRows, RiskRows } from './snapshot.ts';

/** Runs queries on one database of the server, plainly. */
export const onDatabase = async <T>(
  url: string,
  name: string,
  work: (client: Client) => Promise<T>,
): Promise<T> => {
  const connectionString = Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const client = new Client({ connectionString });
  await client.connect();
  return work(client).finally(() => client.end());
};

const rows = async <T>(client: Client, sql: string, params: unknown[] = []): Promise<T[]> =>
  (await client.query(sql, params)).rows as T[];

const count = async (client: Client, table: string): Promise<number> =>
  (await rows<{ n: number }>(client, `select count(*)::int as n from ${table}`))[0]?.n ?? 0;

const WAITING = `select count(*)::int as n from outbox where event ->> 'topic' <> 'huren.canary.v1'`;

/** Events that a service has still to publish. Its canary sings for ever: that is nothing that was left over. */
export const eventsWaiting = async (client: Client): Promise<number> =>
  (await rows<{ n: number }>(client, WAITING))[0]?.n ?? 0;

const commonOf = async (client: Client): Promise<CommonRows> => ({
  remembered: await rows(client, 'select key, answer from idempotency_key'),
  deadLetters: await count(client, 'dead_letter'),
  outbox: await eventsWaiting(client),
});

export const readHub = (url: string): Promise<HubRows> =>
  onDatabase(url, 'huren_hub', async (client) => ({
    ...(await commonOf(client)),
    records: await rows(client, 'select code_ref as "codeRef", version::int, record from code_record'),
    decisions: await rows(client, 'select decision_id as "decisionId", body from decision'),
    arrivals: await rows(
      client,
      'select arrival_id as "arrivalId", code_ref as "codeRef", shared_with as "sharedWith" from arrival',
    ),
  }));

export const readRisk = (url: string): Promise<RiskRows> =>
  onDatabase(url, 'huren_risk', async (client) => ({
    ...(await commonOf(client)),
    subjects: await rows(client, 'select subject, version from subject'),
    facts: await rows(
      client,
      'select subject, fact_id as "factId", withdrawn_at is not null as withdrawn, reason from person_fact',
    ),
    regions: await rows(
      client,
      `select division, version,
              (select level from region_level l where l.division = r.division order by since desc limit 1) as level,
              (select count(*)::int from region_level l where l.division = r.division) as periods
         from region r`,
    ),
  }));

const CODES = `
select code_ref as "codeRef", subject, version, record, facts_asked as "factsAsked",
       coalesce(next_change_at <= $1 and (record ->> 'validUntil')::timestamptz > $1, false) as "isDue",
       array(select division from stay where stay.code_ref = code.code_ref and division is not null) as stays
  from code`;

/** @param now the domain's time, by which changes are due */
export const readIssuer = (url: string, deployment: string, now: Date): Promise<IssuerRows> =>
  onDatabase(url, `huren_issuer_${deployment}`, async (client) => ({
    ...(await commonOf(client)),
    codes: await rows(client, CODES, [now]),
    facts: await rows(client, 'select subject, version, facts from subject_facts'),
    levels: await rows(client, 'select division, version, level from region_level'),
    shared: await rows(
      client,
      'select shared_with as "sharedWith", code_ref as "codeRef", version, record from shared_record',
    ),
  }));
