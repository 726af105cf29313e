import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { recordMoments, recordedMoment } from './clock-file.ts';
import { domainClock, startOfDomainClock, systemClock } from './clock.ts';

const train = new Date('2020-03-19T13:24:00+08:00');
const later = new Date('2020-04-08T00:00:00+08:00');

describe('the domain clock', () => {
  it('goes on from a moment', () => {
    const clock = domainClock(train);
    const [first, second] = [clock.now(), clock.now()];
    expect(first.getTime() - train.getTime()).toBeLessThan(1000);
    expect(second.getTime()).toBeGreaterThanOrEqual(first.getTime());
    expect(first.getTime()).toBeGreaterThanOrEqual(train.getTime());
  });

  it('follows the system without one', () => {
    expect(Math.abs(domainClock().now().getTime() - systemClock.now().getTime())).toBeLessThan(1000);
  });

  it('moves forward, and waits for those who listen', async () => {
    const clock = domainClock(train);
    const heard: Date[] = [];
    clock.onMove(async () => void heard.push(clock.now()));
    await clock.moveTo(later);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.getTime()).toBeGreaterThanOrEqual(later.getTime());
  });

  it('never moves backwards', async () => {
    const clock = domainClock(later);
    await expect(clock.moveTo(train)).rejects.toThrow(RangeError);
    expect(clock.now().getTime()).toBeGreaterThanOrEqual(later.getTime());
  });

  it.each([
    ['the moment asked for', train, null, train],
    ['the moment asked for, if later', later, train, later],
    ['the moment recorded, if later', train, later, later],
  ])('starts at %s', (_, asked, recorded, expected) => {
    expect(startOfDomainClock(asked.toISOString(), recorded)).toEqual(expected);
  });

  it('goes on from what was recorded, also when nothing is asked for, and else follows the system', () => {
    expect(startOfDomainClock(undefined, later, train)).toEqual(later);
    expect(startOfDomainClock(undefined, train, later)).toBeUndefined();
    expect(startOfDomainClock(undefined, new Date(train.getTime() + 2000), train)).toBeUndefined();
    expect(startOfDomainClock(undefined, null, train)).toBeUndefined();
  });
});

describe('the recorded moment', () => {
  let folder: string;
  beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'huren-clock-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('is none in a new folder', async () => {
    expect(await recordedMoment(join(folder, 'absent'))).toBeNull();
  });

  it('is exact after a stop', async () => {
    const clock = domainClock(train);
    await recordMoments(clock, join(folder, 'new')).stop();
    const recorded = await recordedMoment(join(folder, 'new'));
    expect(recorded?.getTime()).toBeGreaterThanOrEqual(train.getTime());
    expect(recorded?.getTime()).toBeLessThanOrEqual(clock.now().getTime());
  });

  it('is not before what was shown, when the process is killed after a move', async () => {
    const clock = domainClock(train);
    recordMoments(clock, folder);
    await clock.moveTo(later);
    const shown = clock.now();
    expect((await recordedMoment(folder))?.getTime()).toBeGreaterThanOrEqual(shown.getTime());
  });

  it('is said to be damaged, not forgotten', async () => {
    await writeFile(join(folder, 'clock'), 'yesterday');
    await expect(recordedMoment(folder)).rejects.toThrow(/damaged/);
  });
});
