import kafkajs, {
  type ICustomPartitioner,
  type Kafka,
  type Producer,
  type RecordMetadata,
  type TopicMessages,
} from 'kafkajs';
import { delayOf } from '../consume/retry.ts';
import type { Bus } from '../port/bus.ts';
import type { WrittenEvent } from '../port/event.ts';
import { nameOf } from '../progress/place.ts';
import { inTurn } from '../util/in-turn.ts';
import { wait } from '../util/wait.ts';
import { recordOf } from './codec.ts';

/** Bytes of values in one request: well below what a consumer takes of a partition at a time. */
const CHUNK_BYTES = 512 * 1024;
/** Below it gzip, begun anew for each partition, saves less than it costs. */
const COMPRESS_FROM_BYTES = 64 * 1024;

/** Rejects where the events have become somebody else's to publish. */
type StillMine = () => Promise<unknown>;

const ATTEMPTS = 8;
const BACKOFF = { firstDelayMs: 50, maxDelayMs: 2_000, random: Math.random };

/** The broker does not know this producer as it knows itself. */
const LOST = /OUT_OF_ORDER_SEQUENCE|UNKNOWN_PRODUCER_ID|INVALID_PRODUCER|PRODUCER_FENCED/;

export interface Chunk {
  bytes: number;
  byTopic: Map<string, TopicMessages>;
}

/** Events in requests of limited size, in their order. */
export const chunksOf = (events: readonly WrittenEvent[], limit = CHUNK_BYTES): Chunk[] => {
  const chunks: Chunk[] = [];
  for (const event of events) {
    const record = recordOf(event);
    const bytes = event.data.length;
    let chunk = chunks.at(-1);
    if (!chunk || chunk.bytes + bytes > limit) chunks.push((chunk = { bytes: 0, byTopic: new Map() }));
    chunk.bytes += bytes;
    const topic = chunk.byTopic.get(event.topic) ?? { topic: event.topic, messages: [] };
    topic.messages.push(record);
    chunk.byTopic.set(event.topic, topic);
  }
  return chunks;
};

/** Kafka's own placement, so that any client finds a key; notes the partitions of a request. */
const notingPartitioner = (noted: Set<string>): ICustomPartitioner => {
  return () => {
    const place = kafkajs.Partitioners.DefaultPartitioner();
    return (args) => {
      const partition = place(args);
      noted.add(nameOf({ topic: args.topic, partition }));
      return partition;
    };
  };
};

const connect = async (kafka: Kafka, noted: Set<string>): Promise<Producer> => {
  const producer = kafka.producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: notingPartitioner(noted),
    retry: { retries: 1 },
  });
  await producer.connect();
  return producer;
};

/** The client's own retry passes over a partition whose leader meanwhile moved to a broker that has answered. */
const checkAnswered = (noted: ReadonlySet<string>, answers: readonly RecordMetadata[]): void => {
  const answered = new Set(
    answers.map(({ topicName, partition }) => nameOf({ topic: topicName, partition })),
  );
  const missing = [...noted].filter((name) => !answered.has(name));
  if (missing.length > 0) throw new Error(`not published: ${missing.join(', ')}`);
};

const typeOf = (error: unknown): string => {
  const { cause, type } = error as { cause?: { type?: string }; type?: string };
  return String(cause?.type ?? type ?? '');
};

type Publisher = Pick<Bus, 'publish' | 'close'>;

/** Publishes one call after another, each request until it is answered. @param onRetry told before a request is sent again */
export const createPublisher = (kafka: Kafka, onRetry: (error: unknown) => void): Publisher => {
  let producer: Promise<Producer> | undefined;
  const turn = inTurn();
  const noted = new Set<string>();

  const forget = async (): Promise<void> => {
    const last = await producer?.catch(() => undefined);
    producer = undefined;
    await last?.disconnect().catch(() => undefined);
  };
  const trySend = async ({ bytes, byTopic }: Chunk): Promise<void> => {
    const connected = await (producer ??= connect(kafka, noted));
    noted.clear();
    const compress = bytes >= COMPRESS_FROM_BYTES;
    const answers = await connected.sendBatch({
      acks: -1,
      compression: compress ? kafkajs.CompressionTypes.GZIP : kafkajs.CompressionTypes.None,
      topicMessages: [...byTopic.values()],
    });
    checkAnswered(noted, answers);
  };
  // The same request again has the same sequence numbers: appended once, however late its first copy arrives. Given
  // up, the producer goes with it, for another request under these numbers would be taken for the first.
  const send = async (chunk: Chunk, stillMine: StillMine): Promise<void> => {
    for (let failures = 1; ; failures += 1) {
      try {
        return await trySend(chunk);
      } catch (error) {
        const givesUp = failures >= ATTEMPTS;
        if (givesUp || LOST.test(typeOf(error))) await forget();
        if (givesUp) throw error;
        onRetry(error);
        await producer?.catch(() => (producer = undefined));
        await wait(delayOf(failures, BACKOFF));
        await stillMine();
      }
    }
  };
  const sendAll = async (chunks: readonly Chunk[], stillMine: StillMine): Promise<void> => {
    for (const [at, chunk] of chunks.entries()) {
      if (at > 0) await stillMine();
      await send(chunk, stillMine);
    }
  };
  return {
    publish: (events, stillMine = () => Promise.resolve()) => {
      const asked: StillMine = () =>
        stillMine().catch(async (error: unknown) => {
          await forget();
          throw error;
        });
      return turn(() => sendAll(chunksOf(events), asked));
    },
    close: () => turn(forget),
  };
};
