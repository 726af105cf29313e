import { afterEach, describe, expect, it } from '@jest/globals';
import { asideBy, startThread } from './threads.ts';
import type { Thread } from './threads.ts';

let thread: Thread<string, string>;

const told = new URL('./testing/told.worker', import.meta.url);

const start = (): void => {
  thread = startThread(new URL('./testing/fickle.worker', import.meta.url), undefined);
};

const ask = (message: string): Promise<string> => {
  const answer = thread.next();
  thread.send(message);
  return answer;
};

describe('a thread', () => {
  afterEach(() => thread.stop());

  it('answers one message after the other', async () => {
    start();
    for (const message of ['a', 'b', 'c']) expect(await ask(message)).toBe(message);
  });

  it.each([
    ['fail', 'as it was told'],
    ['end', 'a thread ended without an answer'],
  ])('that is to %s rejects, then and whenever it is asked again', async (message, told) => {
    start();
    await expect(ask(message)).rejects.toThrow(told);
    await expect(ask('a')).rejects.toThrow(told);
  });
});

describe('what is worked out aside', () => {
  it('waits for what came before, and is refused where too much waits, with a time to come back', async () => {
    const aside = asideBy<string, string>(told, 2);
    const [first, second] = [aside('a'), aside('b')];
    const busy = { problem: { status: 503, code: 'busy' }, headers: { 'retry-after': expect.any(String) } };
    await expect(aside('c')).rejects.toMatchObject(busy);
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
    expect(await aside('d')).toBe('d');
  });
});
