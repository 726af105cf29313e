import type { BusEvent, Message } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';

/** A partition and an offset in it: of its end, or of what a group handles next. */
export interface Place {
  topic: string;
  partition: number;
  offset: number;
}

/** Name of a place's partition, unique over topics. */
export const nameOf = ({ topic, partition }: Pick<Place, 'topic' | 'partition'>): string =>
  `${topic}/${partition}`;

/** What a reader asks of the log. */
export interface LogReader {
  /** The ends of all partitions of the topics. */
  heads(topics: readonly string[]): Promise<Place[]>;
  /** Up to `limit` messages from an offset on. */
  read(from: Place, limit: number): Promise<Message[]>;
  committed(group: string, topics: readonly string[]): Promise<Place[]>;
  /** Never moves a group back: what was handled stays handled, whoever says so last. */
  commit(group: string, place: Place): Promise<void>;
}

const HEADS = `
select topic, "partition", next_offset as "offset" from log_partition
where topic = any($1::text[]) order by 1, 2`;
const COMMITTED = `
select topic, "partition", next_offset as "offset" from log_group
where consumer_group = $1 and topic = any($2::text[])`;
const READ = `
select "offset", event from log_message
where topic = $1 and "partition" = $2 and "offset" >= $3 order by "offset" limit $4`;
const COMMIT = `
insert into log_group as g (consumer_group, topic, "partition", next_offset) values ($1, $2, $3, $4)
on conflict (consumer_group, topic, "partition")
do update set next_offset = greatest(g.next_offset, excluded.next_offset), at = now()`;

type PlaceRow = Omit<Place, 'offset'> & { offset: string };

const placesOf = (rows: PlaceRow[]): Place[] => rows.map((row) => ({ ...row, offset: Number(row.offset) }));

export const createLogReader = (sql: Sql): LogReader => ({
  heads: async (topics) => placesOf(await sql.query<PlaceRow>(HEADS, [topics])),
  committed: async (group, topics) => placesOf(await sql.query<PlaceRow>(COMMITTED, [group, topics])),
  read: async ({ topic, partition, offset }, limit) => {
    const params = [topic, partition, offset, limit];
    const rows = await sql.query<{ offset: string; event: BusEvent }>(READ, params);
    return rows.map((row) => ({
      event: row.event,
      topic,
      partition,
      offset: Number(row.offset),
      attempts: 1,
    }));
  },
  commit: async (group, { topic, partition, offset }) => {
    await sql.query(COMMIT, [group, topic, partition, offset]);
  },
});
