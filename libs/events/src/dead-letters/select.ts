import type { Sql } from '../port/sql.ts';
import { letterOf, type Letter, type LetterRow } from './letter.ts';

/** Which letters: one by id, those of a key, those of a topic, or all. */
export type LetterSelection = { id: string } | { topic: string; key: string } | { topic: string } | 'all';

const COLUMNS = 'id, consumer, topic, "partition", "offset", key, state, event, error, attempts, at';
const ORDER = 'order by topic, "partition", "offset"';

const conditionOf = (selection: LetterSelection): [string, unknown[]] => {
  if (selection === 'all') return ['', []];
  if ('id' in selection) return ['and id::text = $2', [selection.id]];
  if ('key' in selection) return ['and topic = $2 and key = $3', [selection.topic, selection.key]];
  return ['and topic = $2', [selection.topic]];
};

/** A consumer's letters in the order of the log, unmasked. */
export const selectLetters = async (
  sql: Sql,
  consumer: string,
  selection: LetterSelection,
  limit = 1000,
): Promise<Letter[]> => {
  const [condition, params] = conditionOf(selection);
  const rows = await sql.query<LetterRow>(
    `select ${COLUMNS} from dead_letter where consumer = $1 ${condition} ${ORDER} limit ${Math.trunc(limit)}`,
    [consumer, ...params],
  );
  return rows.map(letterOf);
};
