import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import { eventOf, type EventDraft } from '../contracts/draft.ts';
import type { BusEvent } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { textArray } from '../postgres/text-array.ts';
import { jsonBytes, withField } from '../util/json-bytes.ts';
import { OUTBOX_CHANNEL } from './schema.ts';

const INSERT = `
insert into outbox (event)
select event::json from unnest($1::text[]) with ordinality as given (event, place) order by place
returning seq`;

// NOTIFY serialises commits. Where rows are waiting the relay is at work or will poll. The least is found by the index,
// where the planner would read through all that is gone to find any.
const HINT = `select pg_notify('${OUTBOX_CHANNEL}', '') where (select min(seq) from outbox) >= $1`;

/**
 * Writes events into the outbox in the caller's transaction. Call it after the versioned update of
 * each event's key: that update's row lock is what makes the outbox's order the key's order.
 * @throws ContractViolation, and then nothing is written
 */
export const appendToOutbox = async (
  tx: Sql,
  drafts: readonly EventDraft[],
  contracts: Contracts = federation,
): Promise<BusEvent[]> => {
  const events = drafts.map((draft) => eventOf(contracts, draft));
  if (events.length === 0) return events;
  const texts = events.map(({ data, ...attributes }, at) =>
    withField(attributes, 'data', drafts[at]?.json ?? jsonBytes(data)),
  );
  const rows = await tx.query<{ seq: string }>(INSERT, [textArray(texts)]);
  await tx.query(HINT, [rows[0]?.seq]);
  return events;
};
