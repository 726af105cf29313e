import { canaryTopic, feedTopic } from '@huren/events';
import { Client } from 'pg';
import type { Federation } from '../federation.ts';

/** What comes and goes with nobody asking: canaries, and heartbeats of feeds. */
const BY_ITSELF = ['canary', 'canary_turn', 'feed'];
const BY_ITSELF_TOLD = [canaryTopic.name, feedTopic.name];

const TABLES = `
select quote_ident(relname) as name from pg_class
 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
   and relname <> all ($1)`;

const rowsOf = (name: string): string => `
select '${name}' as name, count(*)::int as rows, md5(string_agg(t::text, '' order by t::text)) as digest
  from ${name} t where t::text not like all ($1)`;

// Messages of the log are compacted away by themselves; how many there were is told by the next one's place.
const MESSAGES = `
select topic as name, sum(next_offset)::int as rows from log_partition where topic <> all ($1) group by topic`;

type Kept = { readonly name: string; readonly rows: number; readonly digest?: string };

const askAt = async (url: string, ask: (client: Client) => Promise<Kept[]>): Promise<Kept[]> => {
  const client = new Client(url);
  await client.connect();
  return ask(client).finally(() => client.end());
};

const tablesOf = async (client: Client): Promise<Kept[]> => {
  const { rows } = await client.query<{ name: string }>(TABLES, [BY_ITSELF]);
  const every = rows.map(({ name }) => rowsOf(name)).join(' union all ');
  return (await client.query<Kept>(every, [BY_ITSELF_TOLD.map((topic) => `%${topic}%`)])).rows;
};

const messagesOf = async (client: Client): Promise<Kept[]> =>
  (await client.query<Kept>(MESSAGES, [BY_ITSELF_TOLD])).rows;

/** All that the services keep and have told: of each table its rows, of each topic its messages. The log last, as events go there. */
export const keptBy = async ({ hubContext }: Federation): Promise<Record<string, Kept>> => {
  const of = (name: string): string =>
    Object.assign(new URL(hubContext.database.url), { pathname: name }).href;
  const kept: Record<string, Kept> = {};
  for (const name of ['huren_hub', 'huren_issuer', 'huren_risk'])
    for (const table of await askAt(of(name), tablesOf)) kept[`${name} ${table.name}`] = table;
  for (const topic of await askAt(of('huren_bus'), messagesOf)) kept[topic.name] = topic;
  return kept;
};
