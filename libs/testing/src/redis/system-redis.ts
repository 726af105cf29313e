import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { freePort } from '../free-port.ts';
import type { OwnRedis } from './redis-server.ts';
import { commandsTo } from './commands.ts';
import { untilAnswering } from './until-answering.ts';

const hasEnded = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** The version of the system's `redis-server`; undefined: there is none. */
export const systemRedis = (): Promise<string | undefined> =>
  promisify(execFile)('redis-server', ['--version']).then(
    ({ stdout }) => / v=(\S+)/.exec(stdout)?.[1] ?? 'unknown',
    () => undefined,
  );

/** Starts the system's `redis-server` on a free port, without any file. It ends with this process. */
export const startSystemRedis = async (version: string): Promise<OwnRedis> => {
  const port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  let child: ChildProcess | undefined;

  const start = async (): Promise<void> => {
    if (child && !hasEnded(child)) return;
    child = spawn('redis-server', [...settings, '--dir', tmpdir()], { stdio: 'ignore' });
    await untilAnswering(port);
  };
  const kill = async (): Promise<void> => {
    if (!child || hasEnded(child)) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const signal = (name: NodeJS.Signals) => (): Promise<void> => {
    child?.kill(name);
    return Promise.resolve();
  };
  const onExit = (): void => void child?.kill('SIGKILL');
  process.once('exit', onExit);
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    origin: `the system's redis-server, ${version}`,
    start,
    kill,
    freeze: signal('SIGSTOP'),
    thaw: signal('SIGCONT'),
    ...commandsTo(port),
    stop: () => {
      process.removeListener('exit', onExit);
      return kill();
    },
  };
};
