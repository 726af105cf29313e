import { expect, it } from '@jest/globals';
import type { SharedState } from '../shared-state.ts';
import { fresh, until } from './harness.ts';

/** What every kind of nonces has to pass. */
export const nonceCases = (state: () => SharedState): void => {
  it('are claimed once, by one of many', async () => {
    const key = fresh();
    const claims = await Promise.all(Array.from({ length: 20 }, () => state().nonces.claim(key, 60_000)));
    expect(claims.filter((claim) => claim === 'first')).toHaveLength(1);
    expect(claims.filter((claim) => claim === 'seen')).toHaveLength(19);
    expect(await state().nonces.claim(fresh(), 60_000)).toBe('first');
  });

  it('can be claimed again when their time is over', async () => {
    const key = fresh();
    expect(await state().nonces.claim(key, 300)).toBe('first');
    await until(
      () => state().nonces.claim(key, 300),
      (claim) => claim === 'first',
    );
  });
};
