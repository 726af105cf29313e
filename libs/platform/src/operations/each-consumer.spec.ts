import type { Letter, Replayed, ReplayedLetter, ReplayPlace } from '@huren/events';
import { describe, expect, it } from '@jest/globals';
import { listEach, replayEach } from './each-consumer.ts';
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
    Promise.resolve(letters.slice(from(after), from(after) + limit));
  return [consumer, { letters: page as never, replay: replay as never }] as const;
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
