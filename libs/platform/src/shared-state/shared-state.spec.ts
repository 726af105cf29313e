import { stateOn } from './testing/harness.ts';
import { describeSharedState } from './testing/shared-state-contract.ts';

describeSharedState('in memory', async () => stateOn().state);
