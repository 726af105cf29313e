import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { Registry } from 'prom-client';
import { openSharedState } from '../shared-state/shared-state.ts';
import type { SharedState } from '../shared-state/shared-state.ts';
import type { Shared } from './shared.ts';

/** Federations that share a Redis by mistake don't share what it holds. */
const federationOf = ({ keys }: Pick<Shared, 'keys'>): string =>
  createHash('sha256').update(keys.referenceKey).digest('base64url').slice(0, 12);

/** What the processes of a service, or of one deployment of it, share beside their database. */
export const stateOf = (
  shared: Pick<Shared, 'config' | 'keys'>,
  service: string,
  logger: Logger,
): SharedState => {
  const { REDIS_URL, CLIENT_LIMIT_PER_MINUTE, HOLDER_LIMIT_PER_HOUR } = shared.config;
  return openSharedState({
    redisUrl: REDIS_URL,
    namespace: `${federationOf(shared)}:${service}`,
    budgets: {
      client: { points: CLIENT_LIMIT_PER_MINUTE, seconds: 60 },
      holder: { points: HOLDER_LIMIT_PER_HOUR, seconds: 3600 },
    },
    logger,
    metrics: new Registry(),
  });
};
