import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Registry } from 'prom-client';
import { watchHandles } from './watch-handles.ts';

type Claim = 'first' | 'seen' | 'unknown';

/** A watch on claims that are kept, or that nobody answers. */
const watching = (isAway = () => false) => {
  const claimed = new Set<string>();
  const told: object[] = [];
  const metrics = new Registry();
  const claim = async (key: string): Promise<Claim> => {
    if (isAway()) return 'unknown';
    if (claimed.has(key)) return 'seen';
    claimed.add(key);
    return 'first';
  };
  const watch = watchHandles(
    { nonces: { claim }, metrics },
    { warn: (line: object) => void told.push(line) },
  );
  const alarms = async (): Promise<number> => {
    await turn();
    const [line] = await metrics.getMetricsAsJSON();
    return line?.values[0]?.value ?? NaN;
  };
  return { watch, alarms, told, claimed };
};

describe('a handle', () => {
  it('scanned again where it was scanned is nothing, at another destination it is counted and told', async () => {
    const { watch, alarms, told } = watching();
    for (let n = 0; n < 3; n += 1) watch.scanned('HR1.one', '440111');
    expect(await alarms()).toBe(0);
    watch.scanned('HR1.two', '440106');
    expect(await alarms()).toBe(0);
    watch.scanned('HR1.one', '440106');
    expect(await alarms()).toBe(1);
    watch.scanned('HR1.one', '440106');
    expect(await alarms()).toBe(1);
    expect(told).toEqual([{ destination: '440106' }]);
  });

  it('is not kept: what is claimed does not tell it', async () => {
    const { watch, alarms, claimed } = watching();
    watch.scanned('HR1.secret', '440111');
    await alarms();
    expect([...claimed].join()).not.toContain('secret');
  });

  it('raises no alarm while nobody knows', async () => {
    let isAway = true;
    const { watch, alarms } = watching(() => isAway);
    watch.scanned('HR1.one', '440111');
    watch.scanned('HR1.one', '440106');
    expect(await alarms()).toBe(0);
    isAway = false;
    watch.scanned('HR1.one', '440106');
    expect(await alarms()).toBe(0);
  });
});
