import { joinFederation, loadConfig } from '@huren/platform';
import type { Shared } from '@huren/platform';
import type { Federation } from '../federation.ts';

/** What a further replica of a federation's services is given: the same databases, log, keys and time. */
export const sharedOf = async (
  { clock, keys, hubContext }: Federation,
  more: NodeJS.ProcessEnv = {},
): Promise<Shared> => {
  const loaded = loadConfig({
    DATABASE_URL: hubContext.database.url,
    HUREN_SECRET: '0'.repeat(64),
    HUB_PORT: '0',
    ISSUER_PORT: '0',
    LOG_LEVEL: 'error',
    ...more,
  });
  if (!loaded.ok) throw new Error('the configuration of the replica is wrong');
  return { ...(await joinFederation(loaded.config)), clock, keys };
};
