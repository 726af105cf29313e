import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { steadyPort } from '../free-port.ts';
import { KAFKA_VERSION, untilListening, type OwnKafka } from './kafka-server.ts';
import { notePid, PREFIX, removeLeftovers } from './leftovers.ts';
import { brokerSettings, type Entrance } from './settings.ts';

const JAVA = ['-Xmx512m', '-XX:+UseSerialGC'];

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

const end = async (child: ChildProcess | undefined): Promise<void> => {
  if (!child || hasEnded(child)) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
};

export interface JarBrokerOptions {
  entrances?: readonly Entrance[];
  /** Of the broker, in place of the usual ones. */
  settings?: Readonly<Record<string, string | number>>;
  /** Who may come in by SCRAM, as Kafka's own tool is told. */
  scram?: readonly string[];
}

const prepare = async (
  classpath: string,
  folder: string,
  port: number,
  { entrances = [], settings = {}, scram = [] }: JarBrokerOptions,
): Promise<string> => {
  const place = { data: join(folder, 'data'), port, controllerPort: await steadyPort(), entrances };
  const file = join(folder, 'broker.properties');
  const all = { ...brokerSettings(place), ...settings };
  const lines = Object.entries(all).map(([name, value]) => `${name}=${value}`);
  await writeFile(file, `${lines.join('\n')}\n`);
  const cluster = randomBytes(16).toString('base64url');
  const format = [
    '-cp',
    classpath,
    'kafka.tools.StorageTool',
    'format',
    `--cluster-id=${cluster}`,
    '-c',
    file,
    ...scram.flatMap((user) => ['--add-scram', user]),
  ];
  await promisify(execFile)('java', format);
  return file;
};

/** A broker that can be made to stand still as well. */
export interface JarKafka extends OwnKafka {
  /** It stands still: connections stay, nothing is answered. */
  freeze(): void;
  /** It goes on. */
  thaw(): void;
}

/** Starts a broker from its jars, with its data in a temporary folder that goes when it stops. */
export const startJarBroker = async (jars: string, options: JarBrokerOptions = {}): Promise<JarKafka> => {
  await removeLeftovers();
  const folder = await mkdtemp(join(tmpdir(), PREFIX));
  await notePid(folder, 'owner', process.pid);
  const [classpath, port] = [join(jars, '*'), await steadyPort()];
  const properties = await prepare(classpath, folder, port, options);
  const log = join(folder, 'broker.log');
  let child: ChildProcess | undefined;

  const fault = (): string | undefined =>
    child && hasEnded(child) ? `ended: ${readFileSync(log, 'utf8').slice(-2_000)}` : undefined;
  const start = async (): Promise<void> => {
    if (child && !hasEnded(child)) return;
    const output = openSync(log, 'a');
    child = spawn('java', [...JAVA, '-cp', classpath, 'kafka.Kafka', properties], {
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    await notePid(folder, 'broker', child.pid ?? 0);
    await untilListening(port, fault);
  };
  const onExit = (): void => void child?.kill('SIGKILL');
  process.once('exit', onExit);
  const stop = async (): Promise<void> => {
    process.removeListener('exit', onExit);
    await end(child);
    await rm(folder, { recursive: true, force: true });
  };
  await start().catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    brokers: `127.0.0.1:${port}`,
    origin: `its jars, ${KAFKA_VERSION}`,
    start,
    stop,
    kill: () => end(child),
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
  };
};
