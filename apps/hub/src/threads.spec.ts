import { afterEach, describe, expect, it } from '@jest/globals';
import { asideBy, startThread } from './threads.ts';
import type { Thread } from './threads.ts';

let thread: Thread<string, string>;

const fickle = new URL('./testing/fickle.worker', import.meta.url);

const start = (): void => {
  thread = startThread(fickle, undefined);
};

describe('a thread', () => {
  afterEach(() => thread.stop());

  it('answers one message after the other', async () => {
    start();
    for (const message of ['a', 'b', 'c']) expect(await thread.ask(message)).toBe(message);
  });

  it.each([
    ['fail', 'as it was told'],
    ['end', 'a thread ended without an answer'],
  ])('that is to %s rejects, then and whenever it is asked again', async (message, told) => {
    start();
    await expect(thread.ask(message)).rejects.toThrow(told);
    await expect(thread.ask('a')).rejects.toThrow(told);
  });
});

describe('what is worked out aside', () => {
  it('waits for what came before, and is refused where too much waits, with a time to come back', async () => {
    const aside = asideBy<string, string>(fickle, 2);
    const [first, second] = [aside('a'), aside('b')];
    const busy = { problem: { status: 503, code: 'busy' }, headers: { 'retry-after': expect.any(String) } };
    await expect(aside('c')).rejects.toMatchObject(busy);
    expect(await Promise.all([first, second])).toEqual(['a', 'b']);
    expect(await aside('d')).toBe('d');
  });

  it('goes on on another thread after a fault', async () => {
    const aside = asideBy<string, string>(fickle, 3);
    const [failed, ended, answered] = [aside('fail'), aside('end'), aside('a')];
    await expect(failed).rejects.toThrow('as it was told');
    await expect(ended).rejects.toThrow('a thread ended without an answer');
    expect(await answered).toBe('a');
  });
});
