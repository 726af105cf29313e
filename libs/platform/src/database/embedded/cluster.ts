import { chmod } from 'node:fs/promises';
import { resolve } from 'node:path';
import { makeFolder } from '../../files/make-folder.ts';
import { StartError } from '../../config/start-error.ts';
import { findBinaries } from './binaries.ts';
import { forgetAddress, readAddress, urlOf, writeAddress } from './cluster-file.ts';
import { dataFolderIn } from './initialise.ts';
import { launchOf } from './launch.ts';
import { claimFolder, livingOwner } from './ownership.ts';
import { stopOrphan } from './processes.ts';
import { FORGETFUL, freePort, serverArgs, startServer } from './server.ts';
import { serverUser } from './server-user.ts';

/** A running PostgreSQL and where it is to be reached. */
export type Cluster = {
  /** Connection string of the maintenance database. */
  readonly url: string;
  stop(): Promise<void>;
};

export type ClusterOptions = {
  /** Further settings of the server, as `name=value`. */
  readonly settings?: readonly string[];
  /** Whether what is committed outlives the machine's own fall; false is faster, for data that are thrown away. */
  readonly durable?: boolean;
};

const prepareFolder = async (folder: string): Promise<void> => {
  try {
    await makeFolder(folder);
    // The server runs as a user of its own under root, and must reach its data through the folder.
    if (process.getuid?.() === 0) await chmod(folder, 0o711);
  } catch (error) {
    throw new StartError(`The data folder ${folder} cannot be used: ${(error as Error).message}.`);
  }
};

const inputFault = (folder: string) => (error: unknown) => {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM' && code !== 'ENOSPC') throw error;
  throw new StartError(`The data folder ${folder} cannot be written: ${message}.`);
};

/** The connection string of the cluster that runs in a data folder. @throws StartError where none runs */
export const joinCluster = async (given: string): Promise<string> => {
  const folder = resolve(given);
  const address = livingOwner(folder) === undefined ? undefined : await readAddress(folder);
  if (address) return urlOf(address);
  throw new StartError(
    `No PostgreSQL: set DATABASE_URL, or start Huren with "npm start" first (looked in ${folder}).`,
  );
};

const startIn = async (
  folder: string,
  { settings = [], durable = true }: ClusterOptions,
): Promise<Cluster> => {
  const [binaries, user] = [findBinaries(), serverUser()];
  const { dataFolder, password } = await dataFolderIn(folder, binaries, { user, durable });
  await stopOrphan(dataFolder);
  const port = await freePort();
  const launch = launchOf(
    binaries.postgres,
    serverArgs(dataFolder, port, [...(durable ? [] : FORGETFUL), ...settings]),
    user,
    dataFolder,
  );
  const server = await startServer(launch, { port, password }, folder);
  await writeAddress(folder, server.address);
  return { url: urlOf(server.address), stop: server.stop };
};

/**
 * Starts the embedded PostgreSQL on a data folder, which is made on the first start and belongs to this
 * process until it stops.
 * @throws StartError
 */
export const startCluster = async (given: string, options: ClusterOptions = {}): Promise<Cluster> => {
  const folder = resolve(given);
  await prepareFolder(folder);
  const claim = await claimFolder(folder).catch(inputFault(folder));
  try {
    const { url, stop } = await startIn(folder, options).catch(inputFault(folder));
    const stopAll = async (): Promise<void> => {
      await stop();
      await forgetAddress(folder);
      await claim.release();
    };
    return { url, stop: stopAll };
  } catch (error) {
    await claim.release();
    throw error;
  }
};
