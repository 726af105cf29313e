import { setTimeout as delay } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { endsOf, plainKafka } from './read-topics.ts';
import { eventsWaiting, onDatabase } from './read-databases.ts';

/** What still moves, in words; empty: nothing. */
export type Moving = () => Promise<string[]>;

const DATABASES = ['huren_hub', 'huren_risk', 'huren_issuer_a', 'huren_issuer_b'];

const waitingIn = (url: string, database: string): Promise<string[]> =>
  onDatabase(url, database, async (client) => {
    const waiting = await eventsWaiting(client);
    return waiting > 0 ? [`${waiting} events in the outbox of ${database}`] : [];
  });

const unaskedIn = (url: string, deployment: string): Promise<string[]> =>
  onDatabase(url, `huren_issuer_${deployment}`, async (client) => {
    const { rowCount } = await client.query('select 1 from code where not facts_asked');
    return rowCount ? [`${rowCount} holders of ${deployment} whose facts are unknown`] : [];
  });

/** Lag of the groups that share their topics; those of replicas commit no place. */
const lagOf = async (kafka: Kafka): Promise<string[]> => {
  const ends = await endsOf(kafka);
  const admin = kafka.admin();
  await admin.connect();
  try {
    const { groups } = await admin.listGroups();
    const names = groups
      .map(({ groupId }) => groupId)
      .filter((name) => /^(\w+\.)?(hub|issuer|risk)\./.test(name));
    const lags = await Promise.all(
      names.map(async (groupId) => {
        const places = (await admin.fetchOffsets({ groupId })).flatMap(({ topic, partitions }) =>
          partitions.map(
            ({ partition, offset }) => (ends.get(`${topic}/${partition}`) ?? 0) - Math.max(0, Number(offset)),
          ),
        );
        return { groupId, lag: places.reduce((sum, lag) => sum + Math.max(0, lag), 0) };
      }),
    );
    return lags
      .filter(({ groupId, lag }) => lag > 0 && !groupId.includes('canary') && !groupId.includes('.replica.'))
      .map(({ groupId, lag }) => `${groupId} is ${lag} behind`);
  } finally {
    await admin.disconnect();
  }
};

export const movingIn =
  (brokers: string, url: () => string): Moving =>
  async () => {
    const kafka = plainKafka(brokers);
    const parts = await Promise.all([
      ...DATABASES.map((database) => waitingIn(url(), database)),
      ...['a', 'b'].map((deployment) => unaskedIn(url(), deployment)),
      lagOf(kafka),
    ]);
    return parts.flat();
  };

/** Resolves when nothing moved in two looks, one after another. Rejects after `withinMs`, and names what still did. */
export const untilSettled = async (moving: Moving, withinMs: number): Promise<void> => {
  const deadline = performance.now() + withinMs;
  for (let quiet = 0; quiet < 2;) {
    const left = await moving().catch((error: unknown) => [String(error)]);
    quiet = left.length === 0 ? quiet + 1 : 0;
    if (quiet < 2 && performance.now() > deadline) throw new Error(`does not settle: ${left.join('; ')}`);
    await delay(500);
  }
};
