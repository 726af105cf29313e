import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { lifeCommands } from '../testing/life-commands.ts';
import { LifeModel } from '../testing/life-model.ts';

describe('the life of an agreement, whatever is tried', () => {
  it('is what the dates and signatures of its versions say, at every moment', () => {
    fc.assert(
      fc.property(lifeCommands, (commands) => {
        fc.modelRun(() => ({ model: new LifeModel(), real: { life: [] } }), commands);
      }),
      { numRuns: 400 },
    );
  });
});
