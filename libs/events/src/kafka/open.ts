import type { Bus } from '../port/bus.ts';
import type { KafkaBusOptions } from './bus.ts';

/** Opens the bus on a Kafka cluster; its client is loaded by whoever has one. Rejects where none of the brokers answers. */
export const openKafkaBus = async (options: KafkaBusOptions): Promise<Bus> =>
  (await import('./bus.ts')).openKafkaBus(options);
