import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A real Kafka. */
export interface KafkaServer {
  /** For `KAFKA_BROKERS`. */
  readonly brokers: string;
  /** Where it comes from, in words. */
  readonly origin: string;
  stop(): Promise<void>;
}

/** A Kafka of one's own, for tests of faults. */
export interface OwnKafka extends KafkaServer {
  /** SIGKILL. The data stay. */
  kill(): Promise<void>;
  /** Starts it again after `kill`, on the same data and port. */
  start(): Promise<void>;
}

/** The version of the jars. */
export const KAFKA_VERSION = '4.4.0';

const START_MS = 60_000;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', done(true)).once('error', done(false));
  });

/** Resolves when a broker listens, which it does when it can work. `fault`: why it never will. */
export const untilListening = async (port: number, fault: () => string | undefined): Promise<void> => {
  const end = performance.now() + START_MS;
  while (!(await answers(port))) {
    const why = fault() ?? (performance.now() > end ? `does not listen after ${START_MS} ms` : undefined);
    if (why) throw new Error(`Kafka on port ${port} ${why}`);
    await delay(50);
  }
};
