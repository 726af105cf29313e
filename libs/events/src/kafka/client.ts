import kafkajs, { type Kafka, type KafkaConfig, type SASLOptions } from 'kafkajs';
import type { KafkaAccess } from './access.ts';
import { useCodecsOfNode } from './compression.ts';
import { connectHeard } from './heard-socket.ts';
import { lookOnlyWhereRequestsWait } from './idle-queue.ts';
import { tellWhatIsPassedOver } from './passed-over.ts';
import { writeRecordsAtOnce } from './written-record.ts';

export interface ClientOptions extends KafkaAccess {
  /** `host:port` each. */
  brokers: readonly string[];
  /** Shown in the broker's logs and quotas: the service's name. */
  clientId: string;
}

/** Retries for some six seconds; then the caller decides, who knows what is at stake. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 };

/** As the client library is told. */
export const clientConfig = ({ brokers, clientId, tls, sasl }: ClientOptions): KafkaConfig => ({
  brokers: [...brokers],
  clientId,
  ...(tls ? { ssl: { ...tls } } : {}),
  ...(sasl ? { sasl: { ...sasl } as SASLOptions } : {}),
  connectionTimeout: 3_000,
  requestTimeout: 10_000,
  socketFactory: connectHeard,
  retry: RETRY,
  logLevel: kafkajs.logLevel.NOTHING,
});

/** A client that logs nothing by itself: its errors reach the callers, and crashes the supervisor. */
export const createClient = (options: ClientOptions): Kafka => {
  useCodecsOfNode();
  lookOnlyWhereRequestsWait();
  tellWhatIsPassedOver();
  writeRecordsAtOnce();
  return new kafkajs.Kafka(clientConfig(options));
};
