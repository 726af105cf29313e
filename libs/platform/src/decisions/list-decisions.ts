import { digestOf } from '@huren/crypto';
import type { Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';

/** Where a page ends: the time of its last decision, and its id. */
type Place = { readonly at: string; readonly decisionId: string };

export type DecisionPage = {
  readonly from: Date;
  readonly to: Date;
  readonly after: Place | undefined;
  readonly limit: number;
};

type Row = {
  decision_id: string;
  decided_at: Date;
  place: string;
  body: string | null;
  digest: string | null;
};

const textOf = ({ at, decisionId }: Place): string =>
  Buffer.from(JSON.stringify([at, decisionId])).toString('base64url');

/** As the database writes it. */
const PLACE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** The place that a text stands for; undefined: it stands for none. */
export const placeOf = (text: string): Place | undefined => {
  try {
    const [at, decisionId, ...rest] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
    const isPlace =
      typeof at === 'string' && typeof decisionId === 'string' && rest.length === 0 && !/\0/.test(decisionId);
    return isPlace && PLACE_TIME.test(at) && !Number.isNaN(Date.parse(at)) ? { at, decisionId } : undefined;
  } catch {
    return undefined;
  }
};

const side = (condition: string): string => `
  (select decision_id, decided_at, body, digest from decision
    where ${condition} and decided_at >= $1 and decided_at < $2
      and (decided_at, decision_id) > ($3::timestamptz, $4)
    order by decided_at, decision_id limit $5)`;

/** Those that stand and those that were erased each have an index by time of their own. */
const pageOf = (ofIssuer: string): string => `
select decision_id, decided_at, body, digest, to_char(decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place
  from (${side(`erased_at is null ${ofIssuer}`)} union all ${side(`erased_at is not null ${ofIssuer}`)}) as page
 order by decided_at, decision_id limit $5`;

/**
 * A page of the decisions of a window, the oldest first.
 * @param issuer whose they are, in a database of several issuers
 */
export const listDecisions = async (
  sql: Sql,
  { from, to, after, limit }: DecisionPage,
  issuer?: IssuerCode,
) => {
  const rows = await sql.query<Row>(pageOf(issuer === undefined ? '' : 'and issuer = $6'), [
    from,
    to,
    after?.at ?? '-infinity',
    after?.decisionId ?? '',
    limit,
    ...(issuer === undefined ? [] : [issuer]),
  ]);
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    decisions: rows.map(({ decision_id, decided_at, body, digest }) => ({
      decisionId: decision_id,
      at: chinaTime(decided_at),
      digest: digest ?? digestOf(JSON.parse(body ?? 'null')),
      state: body === null ? ('erased' as const) : ('kept' as const),
    })),
    next: last ? textOf({ at: last.place, decisionId: last.decision_id }) : null,
  };
};
