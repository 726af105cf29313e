import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { steadyPort } from '../../free-port.ts';

/** A Redis that can be killed, and comes back empty. */
export type KillableRedis = {
  readonly target: { port: number };
  kill(): Promise<void>;
  start(): Promise<void>;
};

const START_MS = 10_000;

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', done(true)).once('error', done(false));
  });

/** Starts the system's `redis-server`, with nothing on disk. */
export const startKillableRedis = async (): Promise<KillableRedis> => {
  const target = { port: await steadyPort() };
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    const args = ['--port', String(target.port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
    child = spawn('redis-server', args, { stdio: 'ignore' });
    const failed = once(child, 'error').then(([error]) => {
      throw error;
    });
    failed.catch(() => undefined);
    const deadline = performance.now() + START_MS;
    while (!(await Promise.race([answers(target.port), failed]))) {
      if (performance.now() > deadline) throw new Error('redis-server does not listen');
      await delay(20);
    }
  };
  await start();
  process.once('exit', () => child?.kill('SIGKILL'));
  return {
    target,
    start,
    kill: async () => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};
