import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { every } from './every.ts';
import type { Repeated } from './every.ts';

const PERIOD_MS = 1000;

const periods = async (count: number): Promise<void> => {
  for (let passed = 0; passed < count; passed += 1) {
    mock.timers.tick(PERIOD_MS);
    await turn();
  }
};

/** Work that counts its runs and hangs while it is told to. */
const counted = () => {
  let release: (() => void) | undefined;
  const counts = { begun: 0, done: 0, told: [] as unknown[] };
  const work = async (): Promise<void> => {
    counts.begun += 1;
    if (release) await new Promise<void>((resolve) => (release = resolve));
    counts.done += 1;
  };
  return {
    counts,
    work,
    tell: (error: unknown) => void counts.told.push(error),
    hang: () => void (release = () => undefined),
    goOn: () => {
      const waiting = release;
      release = undefined;
      waiting?.();
    },
  };
};

let repeated: Repeated | undefined;
beforeEach(() => void mock.timers.enable({ apis: ['setInterval'] }));
afterEach(async () => {
  await repeated?.stop();
  mock.timers.reset();
});

describe('work that is done again and again', () => {
  it('is done once a period with nobody asking, until it is stopped', async () => {
    const { counts, work, tell } = counted();
    repeated = every(PERIOD_MS, work, tell);
    expect(counts.begun).toBe(0);
    await periods(3);
    expect(counts).toEqual({ begun: 3, done: 3, told: [] });
    await repeated.stop();
    await periods(3);
    expect(counts.begun).toBe(3);
  });

  it('is not made up for after a hang: what was missed is left out', async () => {
    const { counts, work, tell, hang, goOn } = counted();
    repeated = every(PERIOD_MS, work, tell);
    hang();
    await periods(100);
    expect(counts).toMatchObject({ begun: 1, done: 0 });
    goOn();
    await turn();
    expect(counts).toMatchObject({ begun: 1, done: 1 });
    await periods(1);
    expect(counts).toMatchObject({ begun: 2, done: 2 });
  });

  it('runs when it is asked to, after a run that is under way', async () => {
    const { counts, work, tell, hang, goOn } = counted();
    repeated = every(PERIOD_MS, work, tell);
    hang();
    await periods(1);
    const asked = repeated.run();
    await periods(5);
    expect(counts).toMatchObject({ begun: 1, done: 0 });
    goOn();
    await asked;
    expect(counts).toMatchObject({ begun: 2, done: 2 });
  });

  it('is stopped when the run that is under way has ended', async () => {
    const { counts, work, tell, hang, goOn } = counted();
    repeated = every(PERIOD_MS, work, tell);
    hang();
    await periods(1);
    const stopped = repeated.stop().then(() => counts.done);
    goOn();
    expect(await stopped).toBe(1);
  });

  it('tells of a step that fails, goes on with the next, and comes again', async () => {
    const { counts, work, tell } = counted();
    const late = new Error('late');
    const thrown = new Error('thrown');
    const rejects = () => Promise.reject(late);
    const throws = (): Promise<void> => {
      throw thrown;
    };
    repeated = every(PERIOD_MS, [rejects, throws, work], tell);
    await periods(2);
    expect(counts).toEqual({ begun: 2, done: 2, told: [late, thrown, late, thrown] });
  });

  it('tells a step that is under way when it is to stop', async () => {
    const asked: boolean[] = [];
    const hanging = Promise.withResolvers<void>();
    const step = async (goesOn: () => boolean): Promise<void> => {
      asked.push(goesOn());
      await hanging.promise;
      asked.push(goesOn());
    };
    repeated = every(PERIOD_MS, step, () => undefined);
    await periods(1);
    const stopped = repeated.stop();
    hanging.resolve();
    await stopped;
    expect(asked).toEqual([true, false]);
  });
});
