import { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** A Redis that may be away. */
export type RedisLink = {
  /** Define commands on it; send them by `ask`. */
  readonly client: Redis;
  /** What Redis answers, at once or within 100 ms; undefined: it is away, or refused. Never rejects. */
  ask<T>(command: (redis: Redis) => Promise<T>): Promise<T | undefined>;
  close(): void;
};

export type RedisLinkOptions = {
  readonly url: string;
  /** Stands before every key: whose they are. */
  readonly namespace: string;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
  readonly metrics: Registry;
};

const COMMAND_MS = 100;
/** Commands that wait for so long without a word from the server break the connection. */
const SILENCE_MS = 1000;
const CONNECT_MS = 1000;
const LONGEST_WAIT_MS = 2000;

const waitBefore = (attempt: number): number => {
  const most = Math.min(50 * 2 ** Math.min(attempt, 10), LONGEST_WAIT_MS);
  return most / 2 + (Math.random() * most) / 2;
};

/** The options that a URL carries count before these. */
const connect = (given: string, namespace: string): Redis => {
  const url = new URL(given);
  const first = url.searchParams.get('keyPrefix') ?? 'huren:';
  url.searchParams.set('keyPrefix', `${first}${namespace}:`);
  return new Redis(url.href, {
    commandTimeout: COMMAND_MS,
    socketTimeout: SILENCE_MS,
    connectTimeout: CONNECT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    disableClientInfo: true,
    retryStrategy: waitBefore,
  });
};

const figures = (metrics: Registry, isUp: () => boolean): Counter => {
  new Gauge({
    name: 'huren_redis_up',
    help: '1 while Redis answers',
    registers: [metrics],
    collect() {
      this.set(isUp() ? 1 : 0);
    },
  });
  return new Counter({
    name: 'huren_redis_fallbacks_total',
    help: 'Commands that Redis did not answer, so that the process went on without it',
    registers: [metrics],
  });
};

/** Connects in the background and goes on doing so. That Redis is away, and back, is told once each. */
export const openRedisLink = ({ url, namespace, logger, metrics }: RedisLinkOptions): RedisLink => {
  const client = connect(url, namespace);
  let isAway = false;
  const fallbacks = figures(metrics, () => client.status === 'ready' && !isAway);
  const missed = (error: unknown): undefined => {
    fallbacks.inc();
    if (!isAway) logger.warn({ err: error }, 'Redis is away: each process goes on by itself');
    isAway = true;
  };
  const answered = (): void => {
    if (isAway) logger.info('Redis answers again');
    isAway = false;
  };
  // Without a listener an error would be thrown; each is seen where its command fails.
  client.on('error', () => undefined);
  client.on('ready', answered);
  return {
    client,
    ask: async (command) => {
      try {
        const answer = await command(client);
        answered();
        return answer;
      } catch (error) {
        return missed(error);
      }
    },
    close: () => client.disconnect(),
  };
};
