import { CANARY_GROUP } from '@huren/events';
import type { Bus, Delivery, Sql, Subscription } from '@huren/events';
import type { WorkChecks } from './work-monitor.ts';

const OUTBOX = `
select count(*)::int as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(at)), 0)::float as "ageSeconds" from outbox`;

type Waiting = { waiting: number; ageSeconds: number };

/** What is committed goes out: nothing has waited in the outbox for longer than the bound. */
export const outboxCheck = (sql: Sql, boundSeconds: number): WorkChecks => ({
  outbox: async () => {
    const [{ waiting, ageSeconds } = { waiting: 0, ageSeconds: 0 }] = await sql.query<Waiting>(OUTBOX);
    return { ok: ageSeconds <= boundSeconds, waiting, ageSeconds: Math.round(ageSeconds) };
  },
});

/** Each consumer keeps up: it had handled all that was in the log within the bound. */
export const lagChecks = (
  subscriptions: readonly Pick<Subscription, 'group' | 'completeAt' | 'lag'>[],
  startedAt: number,
  boundSeconds: number,
  now: () => number,
): WorkChecks =>
  Object.fromEntries(
    subscriptions.map((subscription) => [
      `lag:${subscription.group}`,
      async () => {
        const lag = await subscription.lag();
        const behind = Math.round((now() - (subscription.completeAt ?? startedAt)) / 1000);
        return { ok: lag === 0 || behind <= boundSeconds, lag, behindSeconds: lag === 0 ? 0 : behind };
      },
    ]),
  );

/**
 * Each consumer has handled what it was to handle before it was past its retention and gone. What was lost does not come
 * back: the alarm stands until the process starts again.
 */
export const expiredCheck = (
  subscriptions: readonly Pick<Subscription, 'group' | 'expired'>[],
): WorkChecks => ({
  expired: async () => {
    // Canaries that nobody waits for any more are no loss.
    const lost = subscriptions.filter(({ group, expired }) => group !== CANARY_GROUP && expired > 0);
    const groups = Object.fromEntries(lost.map(({ group, expired }) => [group, expired]));
    return { ok: lost.length === 0, groups };
  },
});

/** Topics are as their contracts say. */
export const topicCheck = (bus: Pick<Bus, 'drifts'>): WorkChecks => ({
  topics: async () => ({ ok: bus.drifts.length === 0, drifts: bus.drifts }),
});

/** What this process keeps in memory misses nothing: it has applied, or a newer state has superseded, all that it read. */
export const letterChecks = (
  replicas: readonly string[],
  deliveries: ReadonlyMap<string, Pick<Delivery, 'held'>>,
): WorkChecks =>
  Object.fromEntries(
    replicas.map((group) => [
      `letters:${group}`,
      async () => {
        const letters = deliveries.get(group)?.held ?? 0;
        return { ok: letters === 0, letters };
      },
    ]),
  );
