import { appendToOutbox, draftOf, routeTopic } from '@huren/events';
import type { Route, RouteEvent, Sql } from '@huren/events';
import { chinaTime } from '@huren/standard';
import type { Outlook } from './outlook.ts';

export type Told = Outlook & { readonly revision: number; readonly at: string };

/** Keeps what is told of a subscription, and tells it, in the caller's transaction, which holds its row. */
const tell = async (tx: Sql, { next, ...event }: RouteEvent, now: Date): Promise<void> => {
  const { subscriptionId, revision, standing } = event;
  await tx.query(
    `insert into route_told (subscription_id, revision, at, standing, next) values ($1, $2, $3, $4, $5)`,
    [subscriptionId, revision, now, JSON.stringify(standing), JSON.stringify(next)],
  );
  await appendToOutbox(tx, [
    draftOf(routeTopic, { source: '/hub', time: chinaTime(now), data: { ...event, next } }),
  ]);
};

/** A new subscription, with the first that is told of it. */
export const insertSubscription = async (
  tx: Sql,
  subscriptionId: string,
  route: Route,
  outlook: Outlook,
  now: Date,
): Promise<void> => {
  await tx.query(
    `insert into route_subscription (subscription_id, state, revision, route, standing, next, due_at)
     values ($1, 'followed', 1, $2, $3, $4, $5)`,
    [subscriptionId, JSON.stringify(route), ...columnsOf(outlook)],
  );
  await tell(tx, { subscriptionId, revision: 1, state: 'followed', route, ...outlook }, now);
};

const columnsOf = ({ standing, next }: Outlook): unknown[] => [
  JSON.stringify(standing),
  JSON.stringify(next),
  next?.at ?? null,
];

/** Takes and tells what has become of a subscription, or that it has ended. */
export const reviseSubscription = async (tx: Sql, event: RouteEvent, now: Date): Promise<void> => {
  const { subscriptionId, revision, state, standing, next } = event;
  await tx.query(
    `update route_subscription set revision = $2, state = $3, standing = $4, next = $5, due_at = $6
      where subscription_id = $1`,
    [subscriptionId, revision, state, ...columnsOf({ standing, next })],
  );
  await tell(tx, event, now);
};

const COLUMNS = `subscription_id as "subscriptionId", revision, state, route, standing, next`;

export const findSubscription = async (
  sql: Sql,
  subscriptionId: string,
  lock: '' | 'for update' = '',
): Promise<RouteEvent | undefined> => {
  const [found] = await sql.query<RouteEvent>(
    `select ${COLUMNS} from route_subscription where subscription_id::text = $1 ${lock}`,
    [subscriptionId.toLowerCase()],
  );
  return found;
};

export const toldOf = async (sql: Sql, subscriptionId: string): Promise<Told[]> => {
  const rows = await sql.query<Outlook & { revision: number; at: Date }>(
    'select revision, at, standing, next from route_told where subscription_id = $1 order by revision',
    [subscriptionId],
  );
  return rows.map(({ at, ...row }) => ({ ...row, at: chinaTime(at) }));
};

/** The next followed subscriptions after an id: all of them, or those whose date has come. Their rows are held. */
export const nextFollowed = (
  tx: Sql,
  after: string,
  dueBy: Date | null,
  limit: number,
): Promise<RouteEvent[]> =>
  tx.query<RouteEvent>(
    `select ${COLUMNS} from route_subscription
      where state = 'followed' and subscription_id > $1 and ($2::timestamptz is null or due_at <= $2)
      order by subscription_id limit $3 for update`,
    [after, dueBy, limit],
  );
