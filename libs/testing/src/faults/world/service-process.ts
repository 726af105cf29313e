import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { WriteStream } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { compileCache } from '@huren/platform';

/** A service under a supervisor: when it ends by itself it is started again. */
export type ServiceProcess = {
  readonly name: string;
  readonly url: string;
  /** How often it has ended although nobody told it to. */
  readonly endedByItself: number;
  /** Starts it; resolves when it listens. */
  start(): Promise<void>;
  /** SIGKILL. It stays away until it is started. */
  kill(): Promise<void>;
  /** Ends it as an operator does. */
  stop(): Promise<void>;
  signal(name: NodeJS.Signals): void;
};

export type ServiceProcessOptions = {
  readonly name: string;
  readonly url: string;
  readonly main: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
};

const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [250, 2_000];
const LISTENS = /^\w+ http:\/\/\S+\/docs$/m;

const launch = ({ main, args, env }: ServiceProcessOptions, log: WriteStream): ChildProcess => {
  const child = spawn(process.execPath, [...args, main], {
    env: { ...compileCache(), ...env },
    // A service whose starter is gone sees its channel end, and stops.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => log.write(data));
  return child;
};

/** Resolves to whether it came to listen. */
const listening = (child: ChildProcess): Promise<boolean> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve(false));
    child.stdout?.on('data', (data: Buffer) => {
      if (LISTENS.test(data.toString())) resolve(true);
    });
  });

export const serviceProcess = (options: ServiceProcessOptions): ServiceProcess => {
  const log = createWriteStream(options.logFile, { flags: 'a' });
  const state = { isWanted: false, endedByItself: 0 };
  let child: ChildProcess | undefined;
  let supervised: Promise<void> = Promise.resolve();
  process.once('exit', () => child?.kill('SIGKILL'));

  const runOnce = async (onUp: () => void): Promise<void> => {
    child = launch(options, log);
    const ended = once(child, 'exit');
    if (await listening(child)) onUp();
    await ended;
  };
  const supervise = async (onUp: () => void): Promise<void> => {
    for (let pause = FIRST_PAUSE_MS; state.isWanted; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await runOnce(onUp);
      if (!state.isWanted) return;
      state.endedByItself += 1;
      await delay(pause);
    }
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    state.isWanted = false;
    child?.kill(signal);
    await supervised;
  };
  return {
    name: options.name,
    url: options.url,
    get endedByItself() {
      return state.endedByItself;
    },
    start: async () => {
      await supervised;
      state.isWanted = true;
      await new Promise<void>((up) => {
        supervised = supervise(up);
        void supervised.then(up);
      });
    },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    signal: (name) => void child?.kill(name),
  };
};
