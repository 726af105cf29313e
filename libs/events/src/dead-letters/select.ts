import type { Sql } from '../port/sql.ts';
import { letterOf, type Letter, type LetterRow } from './letter.ts';

/** Which letters: one by id, those of a key, those of a topic, or all. */
export type LetterSelection = { id: string } | { topic: string; key: string } | { topic: string } | 'all';

/**
 * Where a letter stands among those of its consumer: by topic and key, each key's in the order of the log. Messages without
 * a key are in several partitions: two of them may have one offset.
 */
export type LetterPlace = Pick<Letter, 'topic' | 'key' | 'offset' | 'partition'>;

export interface LetterPage {
  after?: LetterPlace | undefined;
  limit: number;
  /** Only what was put until then, as `momentIn` tells it, and the rest of the key of `after`. */
  begun?: string | undefined;
}

const COLUMNS = 'id, consumer, topic, "partition", "offset", key, state, event, error, attempts, at';

const PAGE = `
select ${COLUMNS} from dead_letter
 where consumer = $1 and (topic, key, "offset", "partition") > ($2, $3, $4, $5)
   and ($6::timestamptz is null or at <= $6 or (topic, key) = ($2, $3))`;

const conditionOf = (selection: LetterSelection): [string, unknown[]] => {
  if (selection === 'all') return ['', []];
  if ('id' in selection) return ['and id::text = $8', [selection.id]];
  if ('key' in selection) return ['and topic = $8 and key = $9', [selection.topic, selection.key]];
  return ['and topic = $8', [selection.topic]];
};

/** The next of a consumer's letters in the order of their places, unmasked. */
export const selectLetters = async (
  sql: Sql,
  consumer: string,
  selection: LetterSelection,
  { after, limit, begun }: LetterPage,
): Promise<Letter[]> => {
  const [condition, params] = conditionOf(selection);
  const { topic, key, offset, partition } = after ?? { topic: '', key: '', offset: -1, partition: 0 };
  const rows = await sql.query<LetterRow>(
    `${PAGE} ${condition} order by topic, key, "offset", "partition" limit $7`,
    [consumer, topic, key, offset, partition, begun ?? null, limit, ...params],
  );
  return rows.map(letterOf);
};

/** Behind the last letter of a key. */
export const endOfKey = ({ topic, key }: Pick<Letter, 'topic' | 'key'>): LetterPlace => ({
  ...{ topic, key, offset: Number.MAX_SAFE_INTEGER, partition: 0 },
});

const BEHIND = `
select count(*)::int as n from dead_letter
 where consumer = $1 and topic = $2 and key = $3 and ("offset", "partition") > ($4, $5)`;

/** How many letters of its key stand behind a letter. */
export const countBehind = async (sql: Sql, letter: Letter): Promise<number> => {
  const { consumer, topic, key, offset, partition } = letter;
  const [row] = await sql.query<{ n: number }>(BEHIND, [consumer, topic, key, offset, partition]);
  return row?.n ?? 0;
};

/** Now, by the clock by which letters are put: `YYYY-MM-DDThh:mm:ss.uuuuuuZ`. */
export const momentIn = async (sql: Sql): Promise<string> => {
  const [row] = await sql.query<{ now: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as now`,
  );
  if (!row) throw new Error('the database told no time');
  return row.now;
};
