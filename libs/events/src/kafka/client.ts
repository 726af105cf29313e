import kafkajs, { type Kafka } from 'kafkajs';
import { useQuickGzip } from './gzip.ts';
import { connectHeard } from './heard-socket.ts';
import { lookOnlyWhereRequestsWait } from './idle-queue.ts';

export interface ClientOptions {
  /** `host:port` each. */
  brokers: readonly string[];
  /** Shown in the broker's logs and quotas: the service's name. */
  clientId: string;
}

/** Retries for some six seconds; then the caller decides, who knows what is at stake. */
const RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 8 };

/** A client that logs nothing by itself: its errors reach the callers, and crashes the supervisor. */
export const createClient = ({ brokers, clientId }: ClientOptions): Kafka => {
  useQuickGzip();
  lookOnlyWhereRequestsWait();
  return new kafkajs.Kafka({
    brokers: [...brokers],
    clientId,
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    socketFactory: connectHeard,
    retry: RETRY,
    logLevel: kafkajs.logLevel.NOTHING,
  });
};
