import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../../config/start-error.ts';
import type { Binaries } from './binaries.ts';
import { ENVIRONMENT, launchOf } from './launch.ts';
import type { ServerUser } from './server-user.ts';

const run = promisify(execFile);

const SECRET = 'huren-password';

const isEmptyOrAbsent = async (folder: string): Promise<boolean> =>
  (await readdir(folder).catch(() => [])).length === 0;

/** Whose the data are, and whether they must outlive the machine's own fall. */
export type Keeping = { readonly user: ServerUser | undefined; readonly durable: boolean };

const initdb = async (
  { initdb: program }: Binaries,
  dataFolder: string,
  passwordFile: string,
  { user, durable }: Keeping,
): Promise<void> => {
  const args = [
    `--pgdata=${dataFolder}`,
    '--username=postgres',
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--no-locale',
    ...(durable ? [] : ['--no-sync']),
  ];
  const launch = launchOf(program, args, user, dataFolder);
  await run(launch.command, [...launch.args], { ...launch.user, env: ENVIRONMENT });
};

/** Makes a cluster beside its place, so that one that was interrupted is never taken for a whole one. */
const create = async (folder: string, binaries: Binaries, keeping: Keeping): Promise<void> => {
  const { user } = keeping;
  const [draft, passwordFile] = [join(folder, 'postgres.new'), join(folder, SECRET)];
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(16).toString('hex'), { mode: 0o600 });
  if (user) for (const path of [draft, passwordFile]) await chown(path, user.uid, user.gid);
  try {
    await initdb(binaries, draft, passwordFile, keeping);
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string };
    throw new StartError(`PostgreSQL cannot be set up in ${folder}: ${(stderr ?? message).trim()}`);
  }
  await rename(passwordFile, join(draft, SECRET));
  await rename(draft, join(folder, 'postgres'));
};

/**
 * The server's data folder and the password of its superuser; made on the first start.
 * @throws StartError where the data are damaged
 */
export const dataFolderIn = async (
  folder: string,
  binaries: Binaries,
  keeping: Keeping,
): Promise<{ dataFolder: string; password: string }> => {
  const dataFolder = join(folder, 'postgres');
  if (await isEmptyOrAbsent(dataFolder)) await create(folder, binaries, keeping);
  const password = await readFile(join(dataFolder, SECRET), 'utf8').catch(() => undefined);
  if (password) return { dataFolder, password };
  throw new StartError(
    `The data folder ${folder} is damaged: postgres/${SECRET} is missing. Restore it, or start with an empty HUREN_DATA.`,
  );
};
