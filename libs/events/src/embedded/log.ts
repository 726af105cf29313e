import type { BusEvent, Message } from '../port/event.ts';
import type { GroupPosition } from '../port/bus.ts';
import type { Sql } from '../port/sql.ts';
import type { Place } from '../progress/place.ts';

/** What a reader asks of the log. */
export interface LogReader {
  /** The ends of all partitions of the topics. */
  heads(topics: readonly string[]): Promise<Place[]>;
  /** Up to `limit` messages from an offset on. */
  read(from: Place, limit: number): Promise<Message[]>;
  committed(group: string, topics: readonly string[]): Promise<Place[]>;
  /** Never moves a group back: what was handled stays handled, whoever says so last. */
  commit(group: string, place: Place): Promise<void>;
  /** Of every group that ever began, in every partition of its topics. */
  positions(): Promise<GroupPosition[]>;
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

const POSITIONS = `
select g.consumer_group as "group", p.topic, p."partition", p.next_offset as head, c.next_offset as committed
from (select distinct consumer_group, topic from log_group) g
join log_partition p using (topic)
left join log_group c using (consumer_group, topic, "partition")
order by 1, 2, 3`;

type PlaceRow = Omit<Place, 'offset'> & { offset: string };

type PositionRow = Omit<GroupPosition, 'head' | 'committed' | 'lag' | 'expired'> & {
  head: string;
  committed: string | null;
};

const positionOf = ({ head, committed, ...row }: PositionRow): GroupPosition => ({
  ...row,
  head: Number(head),
  committed: committed === null ? null : Number(committed),
  lag: Number(head) - Number(committed ?? 0),
  // What a group has not handled is kept, however old.
  expired: 0,
});

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
  positions: async () => (await sql.query<PositionRow>(POSITIONS)).map(positionOf),
});
