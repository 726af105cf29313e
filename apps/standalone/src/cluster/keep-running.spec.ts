import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { keepRunning } from './keep-running.ts';
import type { ServiceProcess } from './service-process.ts';

/** Processes as they were started, each of which ends when told. */
const starter = () => {
  const started: { end(): void; stopped: boolean }[] = [];
  const faults: Error[] = [];
  const next = Promise.withResolvers<void>();
  const start = async (): Promise<ServiceProcess> => {
    const fault = faults.shift();
    if (fault) throw fault;
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const one = { end, stopped: false };
    started.push(one);
    if (started.length === 2) next.resolve();
    const stop = async (): Promise<void> => {
      one.stopped = true;
      end();
    };
    const order = () => Promise.reject(new Error('not asked'));
    return { name: 'risk', url: `http://127.0.0.1:${started.length}`, ended, stop, order };
  };
  return { started, faults, start, second: next.promise };
};

const said: string[] = [];
const options = { againMs: 1, say: (line: string) => void said.push(line) };

describe('a process that is kept running', () => {
  it('is started again when it ends by itself, also where that fails at first', async () => {
    const { started, faults, start, second } = starter();
    const kept = await keepRunning(start, options);
    faults.push(new Error('the port is in use'), new Error('the port is in use'));
    started[0]?.end();
    await second;
    await turn();
    expect(kept.url).toBe('http://127.0.0.1:2');
    expect(new Set(said)).toEqual(new Set(['risk has ended by itself and is started again.']));
    await kept.stop();
    expect(started.map(({ stopped }) => stopped)).toEqual([false, true]);
  });

  it('stays away once it was stopped', async () => {
    const { started, start } = starter();
    const kept = await keepRunning(start, options);
    await kept.stop();
    await kept.ended;
    expect(started).toHaveLength(1);
  });
});
