import { contracts as federation, type Contracts } from '../contracts/registry.ts';
import { eventOf, type EventDraft } from '../contracts/draft.ts';
import type { BusEvent } from '../port/event.ts';
import type { Sql } from '../port/sql.ts';
import { OUTBOX_CHANNEL } from './schema.ts';

const INSERT = `
insert into outbox (event)
select event from unnest($1::json[]) with ordinality as given (event, place) order by place
returning seq`;

// NOTIFY serialises commits. Where rows are waiting the relay is at work or will poll.
const HINT = `select pg_notify('${OUTBOX_CHANNEL}', '') where not exists (select from outbox where seq < $1)`;

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
  const rows = await tx.query<{ seq: string }>(INSERT, [events.map((event) => JSON.stringify(event))]);
  await tx.query(HINT, [rows[0]?.seq]);
  return events;
};
