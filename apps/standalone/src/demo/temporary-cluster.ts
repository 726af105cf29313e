import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configFromEnvironment } from '@huren/platform';
import { startServices } from '../cluster/start-services.ts';
import { clusterStage } from './cluster-stage.ts';
import type { Stage } from './stage.ts';

const NEW = {
  HUB_PORT: 0,
  RISK_PORT: 0,
  ISSUER_PORT: 0,
  LOG_LEVEL: 'error',
  DATABASE_URL: undefined,
} as const;

/**
 * The services as processes of their own, on free ports and on a PostgreSQL in a folder of its own, with the Kafka
 * and Redis of the environment, which should be as new. Their domain clock goes from a moment on.
 */
export const temporaryCluster = async (from: string): Promise<Stage & { stop(): Promise<void> }> => {
  const folder = await mkdtemp(join(tmpdir(), 'huren-cluster-'));
  const begun = { moment: new Date(from), asOf: Date.now() };
  const services = await startServices(
    { ...configFromEnvironment(), ...NEW, HUREN_DATA: folder },
    { HUREN_CONTROLLED: 'yes', HUREN_CLOCK: from },
  );
  return {
    ...(await clusterStage(services, begun)),
    stop: async () => {
      await services.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
