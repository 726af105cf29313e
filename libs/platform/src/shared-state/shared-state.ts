import type { Logger } from 'pino';
import { Counter } from 'prom-client';
import type { Registry } from 'prom-client';
import type { WorkChecks } from '../work/work-monitor.ts';
import { countHere, countOnRedis } from './count-requests.ts';
import { memoryNonces } from './nonces.memory.ts';
import { redisNonces } from './nonces.redis.ts';
import type { Nonces } from './nonces.ts';
import { rateLimits } from './rate-limits.ts';
import type { Budgets, RateLimits } from './rate-limits.ts';
import { openRedisLink } from './redis-link.ts';
import type { RedisLink } from './redis-link.ts';
import { memoryCache } from './versioned-cache.memory.ts';
import { redisCache } from './versioned-cache.redis.ts';
import type { CacheLives, VersionedCache } from './versioned-cache.ts';

/** What the processes of a deployment share beside their database: on Redis, or for one process in memory. */
export type SharedState = {
  readonly nonces: Nonces;
  readonly limits: RateLimits;
  cache<T>(name: string, lives: CacheLives): VersionedCache<T>;
  /** Whether Redis answers, where there is one. */
  readonly workChecks: WorkChecks;
  readonly metrics: Registry;
  close(): void;
};

export type SharedStateOptions = {
  /** Absent: in memory. */
  readonly redisUrl?: string | undefined;
  /** Whose state it is among all that the Redis holds. */
  readonly namespace: string;
  readonly budgets: Budgets;
  readonly logger: Pick<Logger, 'warn' | 'info'>;
  readonly metrics: Registry;
};

const refusals = (metrics: Registry): ((budget: keyof Budgets) => void) => {
  const counter = new Counter({
    name: 'huren_rate_limited_total',
    help: 'Requests refused because a budget was spent',
    labelNames: ['budget'],
    registers: [metrics],
  });
  return (budget) => counter.inc({ budget });
};

/** A process under load misses an answer now and then; that is no absence. */
const PINGS = 3;

const answers = async (link: RedisLink): Promise<boolean> => {
  for (let n = 0; n < PINGS; n += 1) if ((await link.ask((redis) => redis.ping())) === 'PONG') return true;
  return false;
};

const onRedis = (link: RedisLink, { budgets, metrics }: SharedStateOptions): SharedState => ({
  nonces: redisNonces(link),
  limits: rateLimits(countOnRedis(link, budgets), refusals(metrics)),
  cache: (name, lives) => redisCache(link, name, lives),
  workChecks: { redis: async () => ({ ok: await answers(link) }) },
  metrics,
  close: () => link.close(),
});

const inMemory = ({ budgets, metrics }: SharedStateOptions): SharedState => ({
  nonces: memoryNonces(),
  limits: rateLimits(countHere(budgets), refusals(metrics)),
  cache: (_name, lives) => memoryCache(lives),
  workChecks: {},
  metrics,
  close: () => undefined,
});

/** Opens what is shared. It does not wait for Redis: until it answers, each process goes on by itself. */
export const openSharedState = (options: SharedStateOptions): SharedState =>
  options.redisUrl === undefined
    ? inMemory(options)
    : onRedis(openRedisLink({ ...options, url: options.redisUrl }), options);
