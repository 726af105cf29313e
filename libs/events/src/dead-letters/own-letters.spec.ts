import { describe, expect, it } from '@jest/globals';
import type { BusEvent } from '../port/event.ts';
import { eventually } from '../testing/harness.ts';
import { stateEvent, stepEvent, testContracts, type Step } from '../testing/topics.ts';
import { createOwnLetters } from './own-letters.ts';
import type { Letter } from './letter.ts';
import type { LetterStore } from './store.ts';
import type { ReplayPlace, Replayed } from './replay.ts';

const [STATE, STEP, OTHER] = ['test.own.state.v1', 'test.own.step.v1', 'test.own2.step.v1'];

type Work = (tx: { query: () => Promise<never[]> }) => Promise<unknown>;

type Trace = { key: string; event_id: string };

/** Until now. */
const by = () => ({
  officer: 'operator-1',
  grounds: 'nobody will ever be able to apply it',
  until: new Date().toISOString(),
});

const listed = async (store: LetterStore, limit = 10): Promise<Letter[]> =>
  (await store.select('all', { limit })).letters;

/** A process that keeps letters of events, at the places 0, 1, … of the log, and the traces that it writes. */
const storeOf = (...events: BusEvent[]) => storeIn(undefined, ...events);

const storeIn = async (room: number | undefined, ...events: BusEvent[]) => {
  const traces: [key: string, eventId: string][] = [];
  let held: Promise<void> | undefined;
  const query = async (text: string, params: unknown[] = []): Promise<never[]> => {
    const rows = text.includes('dismissed_letter') ? (JSON.parse(String(params[0])) as Trace[]) : [];
    traces.push(...rows.map(({ key, event_id }): [string, string] => [key, event_id]));
    await held;
    return [];
  };
  const store = createOwnLetters({ run: (work) => work({ query }) }, 'r', testContracts, room);
  const put = async (event: BusEvent, offset: number): Promise<void> =>
    void (await store.put({ event, topic: event.topic, partition: 0, offset, attempts: 1 }, 'fault', 1));
  for (const [offset, event] of events.entries()) await put(event, offset);
  return { store, put, traces, hold: (until: Promise<void>) => void (held = until) };
};

describe('letters of one process', () => {
  it('are gone through each once where a replay is broken off and goes on, past what waits for one that fails', async () => {
    const { store, put } = await storeOf(
      ...['a', 'b'].map((key) => stateEvent(STATE, key, 1)),
      ...[0, 1, 2].flatMap((n) => ['c', 'd'].map((key) => stepEvent(STEP, key, n))),
      stepEvent(OTHER, 'c', 0),
    );
    const handled: string[] = [];
    const handler = async ({ event: { topic, key, data } }: { event: BusEvent }): Promise<void> => {
      handled.push(topic === STATE ? key : `${topic === OTHER ? 'other ' : ''}${key}${(data as Step).step}`);
      if (key === 'c' && topic === STEP) throw new Error('cannot apply');
    };
    const parts: Replayed[] = [];
    let from: ReplayPlace | undefined;
    do {
      const part = await store.replay('all', { handler, from, goesOn: () => false });
      if (parts.length === 0) {
        await eventually('it is later', () => new Date() > new Date(part.next?.begun ?? 0));
        await put(stateEvent(STATE, 'z', 1), 100);
      }
      parts.push(part);
      from = part.next ?? undefined;
    } while (from);
    expect(handled).toEqual(['a', 'b', 'c0', 'd0', 'd1', 'd2', 'other c0']);
    expect(parts.map(({ letters }) => letters.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 0]);
    expect(parts.reduce((sum, { waiting }) => sum + waiting, 0)).toBe(2);
    const left = await listed(store);
    expect(left.map(({ key }) => key)).toEqual(['z', 'c', 'c', 'c']);
  });

  it('are dismissed with a trace, those that are chosen alone: what is parked behind one is replayed without it', async () => {
    const steps = [0, 1, 2].map((n) => stepEvent(STEP, 'c', n));
    const { store, traces } = await storeOf(...steps, stateEvent(STATE, 'a', 1));
    const [, head] = await listed(store, 2);
    const { letters: told } = await store.dismiss({ id: head?.id ?? '' }, by());
    expect(told).toMatchObject([{ id: head?.id, consumer: 'r', topic: STEP, key: 'c', offset: 0 }]);
    expect(traces).toEqual([['c', steps[0]?.id]]);
    const handled: unknown[] = [];
    const handler = async ({ event }: { event: BusEvent }): Promise<void> =>
      void handled.push((event.data as Step).step);
    await store.replay({ topic: STEP }, { handler, goesOn: () => true });
    expect([handled, store.heldKeys.length]).toEqual([[1, 2], 1]);
    expect((await store.dismiss('all', by())).letters).toHaveLength(1);
    expect([store.heldKeys.length, await store.dismiss('all', by()), traces.length]).toEqual([
      0,
      { letters: [], next: null },
      2,
    ]);
  });

  it('are only told in a dry run of a dismissal, also while they are replayed', async () => {
    const { store, traces } = await storeOf(stateEvent(STATE, 'a', 1));
    const { promise: applied, resolve: apply } = Promise.withResolvers<void>();
    const replaying = store.replay('all', { handler: () => applied, goesOn: () => true });
    const told = await store.dismiss('all', { ...by(), dryRun: true });
    expect(told).toMatchObject({ letters: [{ key: 'a' }], next: null });
    expect([store.heldKeys.length, traces]).toEqual([1, []]);
    apply();
    await replaying;
  });

  it('stay where no trace can be kept of their dismissal', async () => {
    const run = async (): Promise<never> => Promise.reject(new Error('the database is away'));
    const transactions = {
      run: (work: never) => (isAway ? run() : (work as Work)({ query: async () => [] })),
    };
    let isAway = false;
    const store = createOwnLetters(transactions as never, 'r', testContracts);
    const event = stateEvent(STATE, 'a', 1);
    await store.put({ event, topic: STATE, partition: 0, offset: 0, attempts: 1 }, 'fault', 1);
    isAway = true;
    await expect(store.dismiss('all', by())).rejects.toThrow('the database is away');
    expect(store.heldKeys.length).toBe(1);
    isAway = false;
    expect((await store.dismiss('all', by())).letters).toHaveLength(1);
  });

  it('are not dismissed while they are replayed: what was applied has no trace of a dismissal', async () => {
    const { store, put, traces } = await storeOf(...['a', 'b'].map((key) => stateEvent(STATE, key, 1)));
    const { promise: applied, resolve: apply } = Promise.withResolvers<void>();
    const handler = ({ event }: { event: BusEvent }): Promise<void> =>
      event.key === 'a' ? applied : Promise.reject(new Error('cannot apply'));
    const replaying = store.replay('all', { handler, goesOn: () => true });
    const asked = by();
    const dismissing = store.dismiss('all', asked);
    await eventually('it is later', () => new Date() > new Date(asked.until));
    await put(stateEvent(STATE, 'put meanwhile', 1), 100);
    apply();
    expect((await replaying).letters.map(({ result }) => result)).toEqual(['applied', 'failed']);
    expect((await dismissing).letters.map(({ key }) => key)).toEqual(['b']);
    expect(traces.map(([key]) => key)).toEqual(['b']);
    expect(await listed(store)).toMatchObject([{ key: 'put meanwhile' }]);
  });

  it('are not superseded while they are dismissed: what has a trace was dismissed, and is told as that', async () => {
    const { promise: kept, resolve: keep } = Promise.withResolvers<void>();
    const { store, hold, traces } = await storeOf(...['a', 'b'].map((key) => stateEvent(STATE, key, 1)));
    hold(kept);
    const dismissing = store.dismiss({ topic: STATE, key: 'a' }, by());
    await eventually('its trace is written', () => traces.length === 1);
    const newer = ['a', 'b'].map((key, offset) => ({
      ...{ event: stateEvent(STATE, key, 2), topic: STATE, partition: 0, offset: offset + 10, attempts: 1 },
    }));
    const superseding = store.supersede(newer);
    keep();
    expect((await dismissing).letters.map(({ key }) => key)).toEqual(['a']);
    expect([await superseding, store.heldKeys.length]).toEqual([['b'], 0]);
  });

  it('have no payload where there is no room for it: they are told, superseded and dismissed, not replayed', async () => {
    const events = ['a', 'b', 'c', 'd'].map((key) => stateEvent(STATE, key, 1, '张'.repeat(1_000)));
    const { store, put } = await storeIn(7_500, ...events);
    expect(Buffer.byteLength(JSON.stringify(await listed(store)))).toBeLessThan(10_000);
    const handled: string[] = [];
    const handler = async ({ event }: { event: BusEvent }): Promise<void> => void handled.push(event.key);
    const { letters } = await store.replay('all', { handler, goesOn: () => true });
    expect([handled, letters.map(({ error }) => error?.code)]).toEqual([
      ['a', 'b'],
      [undefined, undefined, 'payload_not_kept', 'payload_not_kept'],
    ]);
    expect(await listed(store)).toMatchObject(
      ['c', 'd'].map((key) => ({ key, error: { code: 'payload_not_kept' } })),
    );
    const newer = { event: stateEvent(STATE, 'c', 2), topic: STATE, partition: 0, offset: 9, attempts: 1 };
    expect(await store.supersede([newer])).toEqual(['c']);
    await put(events[0]!, 10);
    expect((await store.dismiss('all', by())).letters).toHaveLength(2);
    expect(store.heldKeys.length).toBe(0);
  });

  it('are dismissed step by step, however many', async () => {
    const { store, traces } = await storeOf(
      ...Array.from({ length: 501 }, (_, n) => stateEvent(STATE, `k${n}`, 1)),
    );
    const first = await store.dismiss('all', by());
    expect([first.letters.length, store.heldKeys.length]).toEqual([500, 1]);
    const rest = await store.dismiss('all', { ...by(), after: first.next ?? undefined });
    expect([rest.letters.length, rest.next, store.heldKeys.length, traces.length]).toEqual([1, null, 0, 501]);
  });
});
