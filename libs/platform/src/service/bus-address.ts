import { openEmbeddedBus, openKafkaBus } from '@huren/events';
import type { Bus, OnBusError } from '@huren/events';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { ensureDatabase } from '../database/ensure-database.ts';

/** Where the log of all services is: in a database of its own, or on a Kafka cluster. */
export type BusAddress =
  | { readonly kind: 'embedded'; readonly url: string }
  | {
      readonly kind: 'kafka';
      readonly brokers: readonly string[];
      readonly replication?: number | undefined;
    };

/** The name of the embedded log's database. */
export const BUS_DATABASE = 'huren_bus';

/** Kafka where it is configured; else the embedded log, whose database is made when it is first met. */
export const busAddressOf = async (
  { KAFKA_BROKERS, KAFKA_REPLICATION }: Pick<Config, 'KAFKA_BROKERS' | 'KAFKA_REPLICATION'>,
  serverUrl: string,
): Promise<BusAddress> =>
  KAFKA_BROKERS
    ? { kind: 'kafka', brokers: KAFKA_BROKERS, replication: KAFKA_REPLICATION }
    : { kind: 'embedded', url: await ensureDatabase(serverUrl, BUS_DATABASE) };

/** Opens the bus for a service. @throws StartError where no broker answers */
export const openBus = async (address: BusAddress, service: string, onError: OnBusError): Promise<Bus> => {
  if (address.kind === 'embedded') return openEmbeddedBus({ database: address.url, onError });
  const { brokers, replication } = address;
  const options = { brokers, clientId: service, onError, ...(replication ? { replication } : {}) };
  return openKafkaBus(options).catch((error: unknown) => {
    throw new StartError(`No broker of KAFKA_BROKERS answers (${brokers.join(', ')}): ${String(error)}.`);
  });
};
