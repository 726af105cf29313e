import { step } from '../story.ts';
import type { Story } from '../story.ts';
import type { Told, World } from '../world.ts';

const AT_ONCE = 16;

const isIdentical = async (world: World, { decisionId, keptBy }: Told): Promise<boolean> => {
  const answer =
    keptBy === 'hub'
      ? await world.hub('POST', `/v1/decisions/${decisionId}/replay`)
      : await world.issuer('POST', `/v1/issuers/${keptBy}/decisions/${decisionId}/replay`);
  return answer['identical'] === true;
};

export const replay: Story = {
  id: 'replay',
  title: 'Every decision of these stories is recomputed from what it used, where it is kept',
  play: async (world) => {
    const told = world.decisions();
    let identical = 0;
    for (let from = 0; from < told.length; from += AT_ONCE) {
      const some = told.slice(from, from + AT_ONCE);
      const replayed = await Promise.all(some.map((one) => isIdentical(world, one)));
      identical += replayed.filter(Boolean).length;
    }
    const byProvinces = told.filter(({ keptBy }) => keptBy !== 'hub').length;
    return [
      step('all', `${told.length} decisions are replayed, those of manifests and of provinces among them`, {
        all: identical === told.length,
        none: identical === 0,
        aTrain: told.length > 1631,
        byProvinces,
      }),
    ];
  },
};
