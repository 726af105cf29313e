import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const POM = join(root, 'tools', 'kafka', 'pom.xml');

const works = (command: string, ...args: string[]): Promise<boolean> =>
  run(command, args).then(
    () => true,
    () => false,
  );

/** The jars of one `pom.xml` are fetched once. */
const folderOf = (pom: string): string =>
  join(root, '.kafka', createHash('sha256').update(readFileSync(pom)).digest('hex').slice(0, 16));

const fetch = async (folder: string): Promise<void> => {
  const half = `${folder}.${process.pid}`;
  await mkdir(dirname(folder), { recursive: true });
  await run('mvn', [
    ...['-B', '-q', '-f', POM, 'dependency:copy-dependencies', '-DincludeScope=runtime'],
    `-DoutputDirectory=${half}`,
  ]);
  // Another process may have been faster: its jars are the same.
  await rename(half, folder).catch(() => rm(half, { recursive: true, force: true }));
};

/**
 * The folder with the broker's jars, fetched from Maven Central when they are first asked for; undefined
 * where there is no Java or no Maven, or Maven Central is out of reach.
 */
export const kafkaJars = async (): Promise<string | undefined> => {
  if (!(await works('java', '-version'))) return undefined;
  const folder = folderOf(POM);
  if (existsSync(folder)) return folder;
  if (!(await works('mvn', '-version'))) return undefined;
  return fetch(folder).then(
    () => folder,
    () => undefined,
  );
};
