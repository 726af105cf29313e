import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { StartError, compileCache } from '@huren/platform';
import type { Answered, Asked, Order, Orders } from '@huren/platform';
import type { Place } from './layout.ts';

/** A service in a process of its own. */
export type ServiceProcess = {
  readonly name: string;
  readonly url: string;
  /** Asks something of a service that is under control. */
  order<O extends Order>(order: O, ask: Orders[O]['ask']): Promise<Orders[O]['answer']>;
  /** Ends it as an operator does; resolves when it has ended. */
  stop(): Promise<void>;
  /** Resolves when it has ended, however. */
  readonly ended: Promise<void>;
};

const mainOf = (app: Place['app']): string =>
  fileURLToPath(new URL('main.js', import.meta.resolve(`@huren/${app}`)));

/** Starts a service with these settings and no others; resolves when it listens. @throws StartError */
export const startProcess = async (
  { name, app, settings }: Place,
  common: Readonly<Record<string, string>>,
): Promise<ServiceProcess> => {
  const child = spawn(process.execPath, ['--enable-source-maps', mainOf(app)], {
    env: { ...compileCache(), ...common, ...settings },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const url = await listening(child, app);
  if (!url) throw new StartError(`${name} does not start.`);
  const stop = (): Promise<void> => {
    child.kill('SIGTERM');
    return ended;
  };
  return { name, url, order: ordersTo(child, name), stop, ended };
};

/** Passes on what a service says, but for the line that it listens, which gives its URL. Undefined: it ended. */
const listening = (child: ChildProcess, app: string): Promise<string | undefined> =>
  new Promise((done) => {
    const ready = new RegExp(`^${app} (http://\\S+)/docs$`);
    child.once('exit', () => done(undefined));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      const [, url] = ready.exec(line) ?? [];
      if (url) done(url);
      else process.stdout.write(`${line}\n`);
    });
  });

const ordersTo = (child: ChildProcess, name: string): ServiceProcess['order'] => {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  child.on('message', (message) => {
    const answered = message as Answered;
    const given = waiting.get(answered.id);
    waiting.delete(answered.id);
    if ('fault' in answered) given?.reject(new Error(`${name}: ${answered.fault}`));
    else given?.resolve(answered.answer);
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended`));
    waiting.clear();
  });
  return async <O extends Order>(order: O, ask: Orders[O]['ask']) => {
    const given = Promise.withResolvers<unknown>();
    const asked: Asked<O> = { id: (last += 1), order, ask };
    waiting.set(asked.id, given);
    child.send(asked, (error) => error && given.reject(error));
    return (await given.promise) as Orders[O]['answer'];
  };
};
