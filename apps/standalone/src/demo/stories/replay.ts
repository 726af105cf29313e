import { digestOf } from '@huren/crypto';
import { groundsOf } from '@huren/hub';
import type { Decision } from '@huren/recognition';
import { step } from '../story.ts';
import type { Story } from '../story.ts';
import type { Telling, Told, World } from '../world.ts';

const AT_ONCE = 16;

/** Whether a replay came to what was told of a decision: not on the word of the service alone. */
export const isToldAgain = (telling: Telling, answer: Record<string, unknown>): boolean => {
  const { identical, decision } = answer as { identical: unknown; decision?: Decision };
  if (identical !== true || decision?.decisionId !== telling.decisionId) return false;
  return 'grounds' in telling
    ? groundsOf(decision) === telling['grounds']
    : digestOf(decision) === digestOf(telling);
};

const isReplayed = async (world: World, { telling, keptBy }: Told): Promise<boolean> => {
  const path = `decisions/${telling.decisionId}/replay`;
  const answer = await (keptBy === 'hub'
    ? world.hub('POST', `/v1/${path}`)
    : world.issuer('POST', `/v1/issuers/${keptBy}/${path}`));
  return isToldAgain(telling, answer);
};

export const replay: Story = {
  id: 'replay',
  title:
    'Every decision of these stories is recomputed from what it used, where it is kept, and is what was told',
  play: async (world) => {
    const told = world.told();
    let same = 0;
    for (let from = 0; from < told.length; from += AT_ONCE) {
      const some = told.slice(from, from + AT_ONCE);
      const replayed = await Promise.all(some.map((one) => isReplayed(world, one)));
      same += replayed.filter(Boolean).length;
    }
    const byProvinces = told.filter(({ keptBy }) => keptBy !== 'hub').length;
    return [
      step('all', `${told.length} decisions are replayed, those of manifests and of provinces among them`, {
        all: same === told.length,
        none: same === 0,
        aTrain: told.length > 1631,
        byProvinces,
      }),
    ];
  },
};
