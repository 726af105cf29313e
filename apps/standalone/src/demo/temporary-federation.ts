import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClusterOptions, Config } from '@huren/platform';
import { startFederation } from '../federation.ts';
import type { Federation } from '../federation.ts';
import { seed } from '../seed/seed.ts';
import { beginWith, temporaryConfig } from './data-templates.ts';

type Options = Pick<Config, 'KAFKA_BROKERS'> & ClusterOptions & { readonly isToBeFounded?: boolean };

/** A federation whose data are thrown away when it is stopped. */
export type TemporaryFederation = Federation & {
  seed(): Promise<string[]>;
  /** Stops it and starts it again on the same data, at other ports. */
  restart(): Promise<TemporaryFederation>;
};

const temporary = (
  federation: Federation,
  folder: string,
  start: () => Promise<Federation>,
): TemporaryFederation => ({
  ...federation,
  seed: () => seed(federation),
  restart: async () => {
    await federation.stop();
    return temporary(await start(), folder, start);
  },
  stop: async () => {
    await federation.stop();
    await rm(folder, { recursive: true, force: true });
  },
});

/**
 * A federation on free ports and in a folder of its own, its domain clock going from a moment on; on the embedded
 * bus, or on a Kafka that nobody else uses. Its data are thrown away: only who measures asks for durable ones. In tests
 * it was founded before, unless they ask for its founding.
 */
export const temporaryFederation = async (
  from: string,
  more: NodeJS.ProcessEnv = {},
  { durable = false, isToBeFounded = false, ...bus }: Options = {},
): Promise<TemporaryFederation> => {
  const folder = await mkdtemp(join(tmpdir(), 'huren-demo-'));
  const config = { ...temporaryConfig(folder, from, more), ...bus };
  await beginWith(folder, from, config, isToBeFounded);
  const start = async (): Promise<Federation> => {
    const federation = await startFederation(config, { durable });
    await federation.settle().catch(async (error: unknown) => {
      await federation.stop();
      throw error;
    });
    return federation;
  };
  return temporary(await start(), folder, start);
};
