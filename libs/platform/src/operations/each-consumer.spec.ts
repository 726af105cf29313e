import { START } from '@huren/events';
import type { Delivery, Dismissed, Letter, Replayed, ReplayedLetter, ReplayPlace } from '@huren/events';
import { describe, expect, it } from '@jest/globals';
import { dismissEach, listEach, replayEach } from './each-consumer.ts';
import { cursorOf, cursorText } from './letter-cursor.ts';

const PLACE = { topic: 't', partition: 0, key: 'k' };

/** A consumer with so many letters, each at its place. */
const consumerOf = (consumer: string, count: number) => {
  const letters = Array.from(
    { length: count },
    (_, offset) => ({ id: `${consumer}${offset}`, consumer, ...PLACE, offset }) as Letter,
  );
  const from = (after: ReplayPlace | undefined): number => (after ? after.offset + 1 : 0);
  const replay = (
    _: unknown,
    { from: place, goesOn = () => true }: { from?: ReplayPlace | undefined; goesOn?: () => boolean } = {},
  ): Promise<Replayed> => {
    const done: ReplayedLetter[] = [];
    for (const { id, offset } of letters.slice(from(place))) {
      done.push({ id, ...PLACE, result: 'applied' });
      if (!goesOn()) return Promise.resolve({ letters: done, waiting: 2, next: { ...PLACE, offset } });
    }
    return Promise.resolve({ letters: done, waiting: 2, next: null });
  };
  const page = (_: unknown, { after, limit }: { after?: ReplayPlace | undefined; limit: number }) =>
    Promise.resolve({
      letters: letters.slice(from(after), from(after) + limit),
      next: from(after) + limit < count ? { ...PLACE, offset: from(after) + limit - 1 } : null,
    });
  return [consumer, { page: page as never, replay: replay as never }] as const;
};

const LETTER = { id: 'a0', ...PLACE, offset: 0 } as Dismissed;
const BY = { officer: 'o', grounds: 'g', until: '2020-03-16T01:00:00.000000Z' };

/** A consumer with so many letters that go one at a step. */
const dismissalOf = (consumer: string, count: number) => {
  const dismiss: Delivery['dismiss'] = (_, { after = START }) => {
    const offset = after.offset + 1;
    const letters = offset < count ? [{ ...LETTER, id: `${consumer}${offset}`, consumer, offset }] : [];
    return Promise.resolve({ letters, next: offset + 1 < count ? { ...PLACE, offset } : null });
  };
  return [consumer, { dismiss }] as const;
};

const CONSUMERS = [consumerOf('a', 3), consumerOf('b', 0), consumerOf('c', 2)];
const idsOf = (letters: readonly { id: string }[]): string[] => letters.map(({ id }) => id);
const ALL = ['a0', 'a1', 'a2', 'c0', 'c1'];

/** What a request answers, again and again from where the last ended. */
const toTheEnd = async (
  ask: (after: string | undefined) => Promise<{ letters: { id: string }[]; next: string | null }>,
) => {
  const pages: string[][] = [];
  let next: string | undefined;
  do {
    const answer = await ask(next);
    pages.push(idsOf(answer.letters));
    next = answer.next ?? undefined;
  } while (next !== undefined);
  return pages;
};

const rest = (after: string | undefined) => {
  const cursor = cursorOf(after);
  return { after: cursor, deliveries: CONSUMERS.filter(([name]) => name >= (cursor?.consumer ?? '')) };
};

describe('letters of several consumers', () => {
  it.each([
    [1, ALL.map((id) => [id])],
    [2, [['a0', 'a1'], ['a2', 'c0'], ['c1']]],
    [
      3,
      [
        ['a0', 'a1', 'a2'],
        ['c0', 'c1'],
      ],
    ],
    [5, [ALL]],
  ])('are listed by pages of %i, each once', async (limit, pages) => {
    const listed = await toTheEnd((next) => {
      const { deliveries, after } = rest(next);
      return listEach(deliveries, 'all', { after, limit });
    });
    expect(listed).toEqual(pages);
  });

  it('are replayed each once, from where it was broken off', async () => {
    const replayed = await toTheEnd((next) => {
      const { deliveries, after } = rest(next);
      return replayEach(deliveries, 'all', { after, dryRun: false, goesOn: () => false });
    });
    expect(replayed).toEqual([...ALL.map((id) => [id]), []]);
  });

  it('are all counted, with those that wait, and the first thousand told', async () => {
    const { counts, letters, next } = await replayEach([consumerOf('a', 1_500)], 'all', {
      after: undefined,
      dryRun: false,
      goesOn: () => true,
    });
    expect(counts).toEqual({ applied: 1_500, stale: 0, duplicate: 0, valid: 0, failed: 0, waiting: 2 });
    expect([letters.length, next]).toEqual([1_000, null]);
  });

  it('are dismissed of each consumer, all counted, and the first thousand told', async () => {
    const deliveries = [dismissalOf('a', 999), dismissalOf('b', 2), dismissalOf('c', 1)];
    const how = { ...BY, after: undefined, goesOn: () => true };
    const { count, letters, next } = await dismissEach(deliveries, 'all', how);
    expect([count, letters.length, next]).toEqual([1_002, 1_000, null]);
    expect(idsOf(letters.slice(-2))).toEqual(['a998', 'b0']);
  });

  it('are dismissed each once, from where it was broken off, up to the moment when it began', async () => {
    const all = [dismissalOf('a', 3), dismissalOf('b', 0), dismissalOf('c', 2)] as const;
    const dismissed = await toTheEnd((next) => {
      const after = cursorOf(next);
      if (after) expect(after.begun).toBe(BY.until);
      const deliveries = all.filter(([name]) => name >= (after?.consumer ?? ''));
      return dismissEach(deliveries, 'all', { ...BY, after, goesOn: () => false });
    });
    expect(dismissed).toEqual([['a0'], ['a1'], ['a2', 'c0'], ['c1']]);
  });

  it('wait for a replay that is at work on them, until they are broken off', async () => {
    const looks: unknown[] = [];
    const dismiss: Delivery['dismiss'] = (_, { after = START }) => {
      looks.push(after);
      const isBusy = looks.length !== 3;
      return Promise.resolve(isBusy ? { letters: [], next: after } : { letters: [LETTER], next: null });
    };
    const how = { ...BY, after: undefined };
    const had = await dismissEach([['a', { dismiss }]], 'all', { ...how, goesOn: () => true });
    expect([had.count, had.next, looks]).toEqual([1, null, [START, START, START]]);
    const broken = dismissEach([['a', { dismiss }]], 'all', { ...how, goesOn: () => false });
    await expect(broken).rejects.toMatchObject({ problem: { status: 409, code: 'replay_under_way' } });
    const rest = await dismissEach([dismissalOf('0', 1), ['a', { dismiss }]], 'all', {
      ...how,
      goesOn: () => false,
    });
    expect([rest.count, cursorOf(rest.next ?? '')]).toEqual([
      1,
      { consumer: 'a', ...START, begun: BY.until },
    ]);
  });

  it.each([
    ['no text of an answer', 'x'],
    ['of another form', Buffer.from('{"consumer":"a"}').toString('base64url')],
    [
      'at no moment',
      cursorText({ consumer: 'a', ...PLACE, offset: 1, begun: '2020-02-30T00:00:00.000000Z' }),
    ],
    ['with a zero byte', cursorText({ consumer: 'a\0', ...PLACE, offset: 1 })],
  ])('do not go on from a place that is %s', (_, text) => {
    expect(() => cursorOf(text)).toThrow('is not `next` of an answer');
  });
});
