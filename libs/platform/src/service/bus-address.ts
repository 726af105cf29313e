import { openEmbeddedBus, openKafkaBus } from '@huren/events';
import type { Bus, KafkaAccess, OnBusError } from '@huren/events';
import type { Config } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { ensureDatabase } from '../database/ensure-database.ts';
import { kafkaAccessOf } from './kafka-access.ts';
import type { KafkaConfig } from './kafka-access.ts';

type KafkaAddress = KafkaAccess & {
  readonly kind: 'kafka';
  readonly brokers: readonly string[];
  readonly replication?: number | undefined;
};

/** Where the log of all services is: in a database of its own, or on a Kafka cluster. */
export type BusAddress = { readonly kind: 'embedded'; readonly url: string } | KafkaAddress;

/** The name of the embedded log's database. */
export const BUS_DATABASE = 'huren_bus';

/**
 * Kafka where it is configured; else the embedded log, whose database is made when it is first met.
 * @throws StartError where a file that a setting names is not what it should be
 */
export const busAddressOf = async (
  config: Pick<Config, 'KAFKA_BROKERS' | 'KAFKA_REPLICATION'> & KafkaConfig,
  serverUrl: string,
): Promise<BusAddress> => {
  const { KAFKA_BROKERS: brokers, KAFKA_REPLICATION: replication } = config;
  if (brokers) return { kind: 'kafka', brokers, replication, ...(await kafkaAccessOf(config)) };
  return { kind: 'embedded', url: await ensureDatabase(serverUrl, BUS_DATABASE) };
};

const whyClosed = ({ brokers, sasl }: KafkaAddress, error: unknown): string => {
  const { name, type, message } = error as Error & { type?: string };
  const cluster = `Kafka (${brokers.join(', ')})`;
  if (type === 'UNSUPPORTED_SASL_MECHANISM')
    return `${cluster} does not support the KAFKA_SASL_MECHANISM ${sasl?.mechanism}.`;
  if (name === 'KafkaJSSASLAuthenticationError')
    return `${cluster} refuses KAFKA_SASL_USERNAME with KAFKA_SASL_PASSWORD: ${message}.`;
  return `No broker of KAFKA_BROKERS answers (${brokers.join(', ')}): ${String(error)}.`;
};

/** Opens the bus for a service. @throws StartError where no broker answers, or lets it in */
export const openBus = async (address: BusAddress, service: string, onError: OnBusError): Promise<Bus> => {
  if (address.kind === 'embedded') return openEmbeddedBus({ database: address.url, onError });
  const { kind: _, replication, ...cluster } = address;
  const options = { ...cluster, clientId: service, onError, ...(replication ? { replication } : {}) };
  return openKafkaBus(options).catch((error: unknown) => {
    throw new StartError(whyClosed(address, error));
  });
};
