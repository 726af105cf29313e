import { describe } from '@jest/globals';
import { hasRedis, testRedisUrl } from './index.ts';
import { stateOn, until } from '../../../platform/src/shared-state/testing/harness.ts';
import { describeSharedState } from '../../../platform/src/shared-state/testing/shared-state-contract.ts';

(hasRedis() ? describe : describe.skip)('with a Redis', () => {
  describeSharedState('on Redis', async () => {
    const { state } = stateOn(testRedisUrl());
    await until(
      () => state.workChecks['redis']?.(),
      (seen) => seen?.ok === true,
    );
    return state;
  });
});
