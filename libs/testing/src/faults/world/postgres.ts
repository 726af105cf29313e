import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCluster } from '@huren/platform';

/** A PostgreSQL that can be killed whole and comes back on the same data. It writes durably. */
export type KillablePostgres = {
  /** Where it listens now. */
  readonly target: { port: number };
  /** Connection string of its maintenance database, on any port: directly, or over a link. */
  urlAt(port: number): string;
  /** SIGKILL to the server and everything that it started. */
  kill(): Promise<void>;
  /** Starts it again after `kill`; resolves when it answers. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Room for a pool, a relay and a session or two of every process. */
const SETTINGS = ['max_connections=400', 'fsync=on', 'full_page_writes=on', 'synchronous_commit=on'];

const serverPid = (folder: string): number =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);

const killAll = (pids: readonly number[]): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
};

export const startKillablePostgres = async (folder: string): Promise<KillablePostgres> => {
  let cluster = await startCluster(folder, { settings: SETTINGS });
  const portOf = (url: string): number => Number(new URL(url).port);
  const target = { port: portOf(cluster.url) };
  const killWhole = (): void => {
    const pid = serverPid(folder);
    // The server stands still meanwhile, so that it starts nobody else.
    process.kill(pid, 'SIGSTOP');
    killAll([...childrenOf(pid), pid]);
  };
  const onExit = (): void => {
    try {
      killWhole();
    } catch {
      // It is away already.
    }
  };
  process.once('exit', onExit);
  return {
    target,
    urlAt: (port) => {
      const url = new URL(cluster.url);
      url.port = String(port);
      return url.href;
    },
    kill: async () => {
      killWhole();
      await cluster.stop();
    },
    start: async () => {
      cluster = await startCluster(folder, { settings: SETTINGS });
      target.port = portOf(cluster.url);
    },
    stop: () => {
      process.removeListener('exit', onExit);
      return cluster.stop();
    },
  };
};
