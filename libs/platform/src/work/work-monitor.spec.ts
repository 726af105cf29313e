import { describe, expect, it } from '@jest/globals';
import { expiredCheck, lagChecks, letterChecks, topicCheck } from './work-checks.ts';
import { workMonitor } from './work-monitor.ts';
import type { Observation } from './work-monitor.ts';

const monitorOf = (check: () => Promise<Observation>, timeoutMs = 1000) => {
  const told: string[] = [];
  const logger = {
    error: (_: object, text: string) => void told.push(text),
    info: (_: object, text: string) => void told.push(text),
  };
  const now = () => new Date('2020-03-19T09:00:00+08:00');
  return { told, monitor: workMonitor({ checks: { flow: check }, logger: logger as never, now, timeoutMs }) };
};

describe('the work', () => {
  it('is not said to flow before it was looked at', async () => {
    const { monitor } = monitorOf(async () => ({ ok: true }));
    expect(monitor.state()).toEqual({ status: 'starting', checks: {}, alarms: [] });
    await monitor.look();
    expect(monitor.state().status).toBe('working');
  });

  it('raises an alarm once, and clears it by itself once', async () => {
    let ok = true;
    const { told, monitor } = monitorOf(async () => ({ ok, n: 3 }));
    for (ok of [true, false, false, true, true]) {
      await monitor.look();
      const expected = ok ? 'working' : 'alarm';
      expect(monitor.state()).toMatchObject({ status: expected, checks: { flow: { ok, n: 3 } } });
      expect(monitor.state().alarms).toHaveLength(ok ? 0 : 1);
    }
    expect(told).toEqual(['alarm raised', 'alarm cleared']);
  });

  it('counts a check that fails, or never answers, as not ok', async () => {
    const failing = monitorOf(() => Promise.reject(new TypeError('away')));
    await failing.monitor.look();
    expect(failing.monitor.state().checks).toEqual({ flow: { ok: false, reason: 'TypeError' } });
    const silent = monitorOf(() => new Promise(() => undefined), 1);
    await silent.monitor.look();
    expect(silent.monitor.state().checks).toEqual({ flow: { ok: false, reason: 'no_answer' } });
  });
});

describe('what was past its retention before it was handled', () => {
  it.each([
    [0, { ok: true, groups: {} }],
    [7, { ok: false, groups: { 'hub.records': 7 } }],
  ])('is an alarm of its consumer, but for canaries: %i', async (expired, seen) => {
    const consumers = [
      { group: 'hub.records', expired },
      { group: 'knowledge', expired: 0 },
      { group: 'hub.canary', expired: 2 },
    ];
    expect(await expiredCheck(consumers)['expired']?.()).toEqual(seen);
  });
});

describe('a consumer', () => {
  const look = (lag: number, completeAt: number | null) =>
    lagChecks([{ group: 'g', completeAt, lag: async () => lag }], 0, 30, () => 100_000)['lag:g']?.();

  it('may be behind for as long as the bound, counted from when it last was not', async () => {
    expect(await look(5, 80_000)).toEqual({ ok: true, lag: 5, behindSeconds: 20 });
    expect(await look(5, 69_000)).toEqual({ ok: false, lag: 5, behindSeconds: 31 });
    expect(await look(5, null)).toEqual({ ok: false, lag: 5, behindSeconds: 100 });
    expect(await look(0, 1)).toEqual({ ok: true, lag: 0, behindSeconds: 0 });
  });
});

describe('a replica', () => {
  it('is an alarm while a process keeps letters of what it holds in memory', async () => {
    const delivery = { held: 1 };
    const checks = letterChecks(['knowledge'], new Map([['knowledge', delivery]]));
    expect(await checks['letters:knowledge']?.()).toEqual({ ok: false, letters: 1 });
    delivery.held = 0;
    expect(await checks['letters:knowledge']?.()).toEqual({ ok: true, letters: 0 });
  });
});

describe('a topic', () => {
  it('is an alarm while it differs from its contract', async () => {
    expect(await topicCheck({ drifts: [] })['topics']?.()).toEqual({ ok: true, drifts: [] });
    const drifts = ['huren.code.v1: partitions is 3, its contract says 12'];
    expect(await topicCheck({ drifts })['topics']?.()).toEqual({ ok: false, drifts });
  });
});
