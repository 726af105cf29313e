import { step } from '../story.ts';
import type { Story } from '../story.ts';

export const replay: Story = {
  id: 'replay',
  title: 'Every decision of these stories is recomputed from what it used',
  play: async (world) => {
    let identical = 0;
    for (const { decisionId } of world.decisions) {
      const answer = await world.hub('POST', `/v1/decisions/${decisionId}/replay`);
      if (answer['identical'] === true) identical += 1;
    }
    return [
      step('all', `${world.decisions.length} decisions are replayed`, {
        all: identical === world.decisions.length,
        none: identical === 0,
      }),
    ];
  },
};
