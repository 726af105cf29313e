import { digestOfBytes } from '@huren/crypto';
import type { BusEvent } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { toldOf, type JudgedLetter } from './judged.ts';
import { keptName } from './kept-name.ts';
import type { Letter, LetterError } from './letter.ts';

/** On whose word letters are dismissed, and why: both are kept. */
export interface Dismissal {
  /** Who answers for it, by the operators' own name. */
  officer: string;
  grounds: string;
}

/**
 * What is kept of a letter that was dismissed: all but its payload. Of an event that does not keep to its contract every
 * attribute is masked, for it may be anything, a document's number too, and there is no digest, from which that number
 * could be found; its place says which it was. Else what is too long to be told is its digest.
 */
export interface DismissedLetter
  extends
    Omit<Letter, 'event' | 'error'>,
    Pick<BusEvent, 'source' | 'type' | 'time' | 'dataschema'>,
    Dismissal {
  eventId: string;
  stateVersion: number | null;
  /** SM3 over the JSON of the event; null: it does not keep to its contract. */
  digest: string | null;
  /** Code and name only: a message may quote the data. */
  error: Omit<LetterError, 'message'> | null;
  /** `database`, or the process that kept the letter itself: its host and number. */
  keeper: string;
  dismissedAt: Date;
}

const KEEP = `
insert into dismissed_letter (letter_id, consumer, topic, "partition", "offset", key, state, attempts, at,
                              event_id, source, type, "time", dataschema, stateversion, digest, error,
                              officer, grounds, keeper)
select t.*, $2, $3, $4
  from json_to_recordset($1::json) as t
       (id uuid, consumer text, topic text, "partition" int, "offset" bigint, key text, state text, attempts int,
        at timestamptz, event_id text, source text, type text, "time" text, dataschema text, stateversion bigint,
        digest text, error json)`;

const rowOf = (one: JudgedLetter) => {
  const { event, error, fault, ...letter } = one;
  const { id, stateversion, ...told } = toldOf(one);
  return {
    ...letter,
    ...told,
    event_id: id,
    stateversion: Number.isSafeInteger(stateversion) ? stateversion : null,
    digest: fault ? null : digestOfBytes(JSON.stringify(event)),
    error: error && { code: error.code, name: error.name },
  };
};

/** Keeps what is to be known of letters that are dismissed, in the caller's transaction. */
export const keepDismissed = async (
  tx: Sql,
  letters: readonly JudgedLetter[],
  { officer, grounds, keeper }: Dismissal & Pick<DismissedLetter, 'keeper'>,
): Promise<void> => {
  await tx.query(KEEP, [JSON.stringify(letters.map(rowOf)), officer, grounds, keeper]);
};

/** Forgets those that were dismissed more than so many days ago. */
export const pruneDismissed = (sql: Sql, days: number): Promise<unknown> =>
  sql.query('delete from dismissed_letter where dismissed_at < now() - make_interval(days => $1)', [days]);

const PAGE = `
select place, letter_id as id, consumer, topic, "partition", "offset", key, state, attempts, at,
       event_id as "eventId", source, type, "time", dataschema, stateversion as "stateVersion", digest, error,
       officer, grounds, keeper, dismissed_at as "dismissedAt"
  from dismissed_letter
 where ($1::text is null or consumer = $1) and ($2::text is null or topic = $2) and ($3::text is null or key = $3)
   and ($4::uuid is null or letter_id = $4::uuid) and ($5::bigint is null or place < $5)
 order by place desc limit $6`;

type Row = Omit<DismissedLetter, 'offset' | 'stateVersion'> &
  Record<'place' | 'offset', string> & { stateVersion: string | null };

const dismissedOf = ({ place: _, offset, stateVersion, ...row }: Row): DismissedLetter => ({
  ...row,
  offset: Number(offset),
  stateVersion: stateVersion === null ? null : Number(stateVersion),
});

export interface DismissedPage extends Partial<Pick<Letter, 'consumer' | 'topic' | 'key' | 'id'>> {
  limit: number;
  /** `next` of the page before: digits. */
  after?: string | undefined;
}

/** Letters of a service that were dismissed, those that were so last first. `next`: there are more. */
export const selectDismissed = async (
  sql: Sql,
  { consumer, topic, key, id, limit, after }: DismissedPage,
): Promise<{ letters: DismissedLetter[]; next: string | null }> => {
  const asked = [consumer, topic, key === undefined ? key : keptName(key), id, after].map(
    (given) => given ?? null,
  );
  const rows = await sql.query<Row>(PAGE, [...asked, limit + 1]);
  const shown = rows.slice(0, limit);
  return {
    letters: shown.map(dismissedOf),
    next: rows.length > limit ? (shown.at(-1)?.place ?? null) : null,
  };
};
