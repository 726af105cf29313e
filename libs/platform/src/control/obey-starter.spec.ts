import { describe, expect, it } from '@jest/globals';
import { domainClock } from '../clock/clock.ts';
import { carryOut } from './obey-starter.ts';
import type { Controlled } from './obey-starter.ts';

const MOMENT = '2020-03-19T05:24:00.000Z';

const controlled = () => {
  const done: string[] = [];
  const drain = (what: string) => async (withinMs: number) => {
    if (withinMs === 0) throw new Error('events still flow');
    done.push(what);
    return 0;
  };
  const clock = domainClock(new Date('2020-03-01T00:00:00Z'));
  const given = {
    clock,
    service: { relay: { published: 7, drain: drain('relay') }, bus: { drain: drain('bus') } },
    tick: async () => void done.push('tick'),
  } as unknown as Controlled;
  return { done, clock, given };
};

describe('a service that obeys its starter', () => {
  it('goes on from the moment that it is told, by now a little later', async () => {
    const { clock, given } = controlled();
    const asOf = Date.now() - 5000;
    expect(await carryOut(given, { id: 1, order: 'clock', ask: { moment: MOMENT, asOf } })).toEqual({
      id: 1,
      answer: null,
    });
    const ahead = clock.now().getTime() - Date.parse(MOMENT);
    expect(ahead).toBeGreaterThanOrEqual(5000);
    expect(ahead).toBeLessThan(15_000);
  });

  it('drains its outbox and its consumers, and does at once what it does by itself', async () => {
    const { done, given } = controlled();
    expect(await carryOut(given, { id: 2, order: 'relay', ask: { withinMs: 9 } })).toMatchObject({
      answer: 7,
    });
    await carryOut(given, { id: 3, order: 'bus', ask: { withinMs: 9 } });
    await carryOut(given, { id: 4, order: 'tick', ask: {} });
    expect(done).toEqual(['relay', 'bus', 'tick']);
  });

  it('answers with what went wrong', async () => {
    const { given } = controlled();
    const faults = [
      await carryOut(given, { id: 5, order: 'bus', ask: { withinMs: 0 } }),
      await carryOut(given, {
        id: 6,
        order: 'clock',
        ask: { moment: '2019-12-01T00:00:00Z', asOf: Date.now() },
      }),
    ];
    expect(faults).toEqual([
      { id: 5, fault: 'events still flow' },
      { id: 6, fault: 'the domain clock does not go backwards' },
    ]);
  });
});
