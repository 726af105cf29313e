import type { Sql } from '@huren/events';
import { riskCompleteAt } from '@huren/platform';
import { chinaTime } from '@huren/standard';
import type { IssuerCode } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';

export type Freshness = {
  /** Up to when the county levels are known complete; null: not known. RFC 3339. */
  readonly levelsCompleteAt: string | null;
  /** Up to when each issuer's records are known complete. */
  readonly feeds: readonly { readonly issuer: IssuerCode; readonly completeAt: string }[];
};

/** Up to when what the hub decides by is known complete: from it follow the ages that a decision names. */
export const freshnessOf = async (
  sql: Sql,
  { knowledge, knowledgeCompleteAt }: Pick<HubContext, 'knowledge' | 'knowledgeCompleteAt'>,
): Promise<Freshness> => {
  const rows = await sql.query<{ issuer: IssuerCode; complete_at: Date | null }>(
    'select issuer, least(complete_at, handed_in_at) as complete_at from feed order by issuer',
  );
  return {
    levelsCompleteAt: riskCompleteAt(knowledge, knowledgeCompleteAt()),
    feeds: rows.flatMap(({ issuer, complete_at: at }) => (at ? [{ issuer, completeAt: chinaTime(at) }] : [])),
  };
};
