import { afterEach, describe, expect, it } from '@jest/globals';
import { startThread } from './threads.ts';
import type { Thread } from './threads.ts';

let thread: Thread<string, string>;
afterEach(() => thread.stop());

const start = (): void => {
  thread = startThread(new URL('./testing/fickle.worker', import.meta.url), undefined);
};

const ask = (message: string): Promise<string> => {
  const answer = thread.next();
  thread.send(message);
  return answer;
};

describe('a thread', () => {
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
