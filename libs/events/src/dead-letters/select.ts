import type { Sql } from '../port/sql.ts';
import { keptName } from './kept-name.ts';
import { letterOf, type Letter, type LetterRow } from './letter.ts';

/** Which letters: one by id, those of a key, those of a topic, or all. */
export type LetterSelection = { id: string } | { topic: string; key: string } | { topic: string } | 'all';

/**
 * Where a letter stands among those of its consumer: by topic and key, each key's in the order of the log. Messages without
 * a key are in several partitions: two of them may have one offset.
 */
export type LetterPlace = Pick<Letter, 'topic' | 'key' | 'offset' | 'partition'>;

/** Before the first letter. */
export const START: LetterPlace = { topic: '', key: '', offset: -1, partition: 0 };

export interface LetterPage {
  after?: LetterPlace | undefined;
  limit: number;
  /** Only what was put until then, as `momentIn` tells it. */
  begun?: string | undefined;
  /** And the rest of the key of `after`, whenever it was put. */
  restOfKey?: boolean;
}

const COLUMNS = 'id, consumer, topic, "partition", "offset", key, state, event, error, attempts, at';

/** Letters that were read. `next`: there may be more behind it. */
export interface LettersRead {
  letters: Letter[];
  next: LetterPlace | null;
}

const ORDER = 'order by topic, key, "offset", "partition"';

/** Bytes of events after which a page ends. */
const PAGE_BYTES = 16 * 2 ** 20;

const PAGE = `
select ${COLUMNS}, bytes, sum(bytes) over (${ORDER} rows unbounded preceding) as through from dead_letter
 where consumer = $1 and (topic, key, "offset", "partition") > ($2, $3, $4, $5)
   and ($6::timestamptz is null or at <= $6 or $8 and (topic, key) = ($2, $3))`;

const conditionOf = (selection: LetterSelection): [string, unknown[]] => {
  if (selection === 'all') return ['', []];
  if ('id' in selection) return ['and id::text = $9', [selection.id]];
  if ('key' in selection) return ['and topic = $9 and key = $10', [selection.topic, keptName(selection.key)]];
  return ['and topic = $9', [selection.topic]];
};

export const placeOf = ({ topic, key, offset, partition }: LetterPlace): LetterPlace => ({
  ...{ topic, key, offset, partition },
});

/** The next of a consumer's letters in the order of their places, unmasked: as many as are asked for, or fit. */
export const selectLetters = async (
  sql: Sql,
  consumer: string,
  selection: LetterSelection,
  { after = START, limit, begun, restOfKey = false }: LetterPage,
): Promise<LettersRead> => {
  const [condition, params] = conditionOf(selection);
  const { topic, key, offset, partition } = after;
  const rows = await sql.query<LetterRow & { through: string }>(
    `select ${COLUMNS}, through from (${PAGE} ${condition} ${ORDER} limit $7) as page
      where through - bytes < ${PAGE_BYTES} ${ORDER}`,
    [consumer, topic, key, offset, partition, begun ?? null, limit, restOfKey, ...params],
  );
  const letters = rows.map(({ through: _, ...row }) => letterOf(row));
  const last = letters.at(-1);
  const isFull = rows.length === limit || Number(rows.at(-1)?.through ?? 0) >= PAGE_BYTES;
  return { letters, next: last && isFull ? placeOf(last) : null };
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

const MOMENT = `
select to_char(least(clock_timestamp(), $1::timestamptz) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

/**
 * Now, by the clock by which letters are put, or what is given where that is earlier: `YYYY-MM-DDThh:mm:ss.uuuuuuZ`.
 * @param until a moment as RFC 3339 writes it
 */
export const momentIn = async (sql: Sql, until?: string): Promise<string> => {
  const [row] = await sql.query<{ at: string }>(MOMENT, [until ?? null]);
  if (!row) throw new Error('the database told no time');
  return row.at;
};
