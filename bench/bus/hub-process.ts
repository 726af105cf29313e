import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../apps/hub/dist/main.js', import.meta.url));
const LISTENS = /^hub http:\/\/\S+\/docs$/m;

/** Starts a hub as a process of its own; resolves when it listens. */
export const startHubProcess = async (
  env: Readonly<Record<string, string>>,
): Promise<{ stop(): Promise<void> }> => {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = once(child, 'exit');
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the hub ended')));
    child.stdout?.on('data', (data: Buffer) => {
      if (LISTENS.test(data.toString())) resolve();
    });
  });
  return {
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
};
