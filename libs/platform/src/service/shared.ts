import type { Logger } from 'pino';
import { domainClock, startOfDomainClock } from '../clock/clock.ts';
import type { Clock, DomainClock } from '../clock/clock.ts';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { joinCluster } from '../database/embedded/cluster.ts';
import { configuredKeys } from '../keys/configured-keys.ts';
import type { FederationKeys, RegistrarKeys } from '../keys/federation-keys.ts';
import { createLogger } from '../logging/logger.ts';
import { busAddressOf } from './bus-address.ts';
import type { BusAddress } from './bus-address.ts';

/** What a service is given when it starts: alone, or together with the others in one process. */
export type Shared = {
  readonly config: Config;
  /** The domain clock. */
  readonly clock: Clock;
  readonly keys: FederationKeys & Partial<RegistrarKeys>;
  /** Connection string of any database of the server on which each service has its own. */
  readonly serverUrl: string;
  readonly busAddress: BusAddress;
  readonly loggerOf: (service: string) => Logger;
};

/** What a service that starts alone joins: the server of `DATABASE_URL`, or the running cluster. @throws StartError */
export const joinFederation = async (config: Config): Promise<Shared & { readonly clock: DomainClock }> => {
  if (config.HUREN_CLOCK && !config.HUREN_CONTROLLED)
    throw new StartError('HUREN_CLOCK works with "npm start" only: a service alone follows the system.');
  const serverUrl = config.DATABASE_URL ?? (await joinCluster(config.HUREN_DATA));
  return {
    config,
    clock: domainClock(startOfDomainClock(config.HUREN_CLOCK, null)),
    keys: await configuredKeys(config),
    serverUrl,
    busAddress: await busAddressOf(config, serverUrl),
    loggerOf: (service) => createLogger(service, config.LOG_LEVEL),
  };
};
