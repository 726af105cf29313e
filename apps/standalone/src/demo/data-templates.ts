import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataTemplates, loadConfig, startCluster } from '@huren/platform';
import type { Config } from '@huren/platform';
import { startFederation } from '../federation.ts';

const run = promisify(execFile);

/** Of a federation on free ports, with its data in a folder and its domain clock going from a moment on. */
export const temporaryConfig = (folder: string, from: string, more: NodeJS.ProcessEnv = {}): Config => {
  const loaded = loadConfig({
    HUREN_DATA: folder,
    HUREN_CLOCK: from,
    HUB_PORT: '0',
    RISK_PORT: '0',
    ISSUER_PORT: '0',
    LOG_LEVEL: 'error',
    ...more,
  });
  if (!loaded.ok) throw new Error('the configuration of a temporary federation is wrong');
  return loaded.config;
};

/** With the owners of the files: a server reads its own alone. */
const copy = (from: string, to: string): Promise<unknown> => run('cp', ['-a', `${from}/.`, to]);

/** When the federation was founded that others go on from. */
const FOUNDED = '2020-03-16T08:59:00+08:00';

const [EMPTY, STARTED] = ['empty', 'started'];

/** Makes the data folders that federations of tests begin with: of a cluster without data, and of a federation that was founded. */
export const makeDataTemplates = async (folder: string): Promise<void> => {
  const [empty, started] = [join(folder, EMPTY), join(folder, STARTED)];
  const cluster = await startCluster(empty, { durable: false });
  await cluster.stop();
  await copy(empty, started);
  const federation = await startFederation(temporaryConfig(started, FOUNDED), { durable: false });
  await federation.settle().finally(federation.stop);
  // Who goes on from here names a moment of their own.
  await rm(join(started, 'clock'));
};

/** Fills a new data folder, where a run of tests has made what it can begin with. A bus elsewhere was not there at the founding. */
export const beginWith = async (
  folder: string,
  from: string,
  { KAFKA_BROKERS }: Pick<Config, 'KAFKA_BROKERS'>,
  isToBeFounded: boolean,
): Promise<void> => {
  const templates = dataTemplates();
  if (templates === undefined) return;
  const isFounded = !isToBeFounded && KAFKA_BROKERS === undefined && Date.parse(from) >= Date.parse(FOUNDED);
  await copy(join(templates, isFounded ? STARTED : EMPTY), folder);
};
