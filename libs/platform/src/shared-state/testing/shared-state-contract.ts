import { afterAll, beforeAll, describe } from '@jest/globals';
import type { SharedState } from '../shared-state.ts';
import { cacheCases } from './cache-cases.ts';
import { limitCases } from './limit-cases.ts';
import { nonceCases } from './nonce-cases.ts';

/** What every way of sharing has to pass. */
export const describeSharedState = (name: string, start: () => Promise<SharedState>): void => {
  describe(`shared state ${name}`, () => {
    let started: SharedState;
    const state = (): SharedState => started;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.close());
    describe('a cache', () => cacheCases(state));
    describe('nonces', () => nonceCases(state));
    describe('limits', () => limitCases(state));
  });
};
