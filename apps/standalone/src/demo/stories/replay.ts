import { digestOf } from '@huren/crypto';
import { groundsOf } from '@huren/hub';
import type { Decision } from '@huren/recognition';
import type { Story } from '../story.ts';
import type { Telling, Told, World } from '../world.ts';

const AT_ONCE = 16;

/** Whether a replay came to what was told of a decision: not on the word of the service alone. */
export const isToldAgain = (telling: Telling, answer: Record<string, unknown>): boolean => {
  const { identical, decision } = answer as { identical: unknown; decision?: Decision };
  if (identical !== true || decision?.decisionId !== telling.decisionId) return false;
  if ('grounds' in telling) return groundsOf(decision) === telling['grounds'];
  // The holder's name is for who asked: it is told beside the decision and no part of it.
  const { holder: _name, ...told } = telling;
  return digestOf(decision) === digestOf(told);
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
  play: async (world, tell) => {
    const told = world.told();
    const different: string[] = [];
    for (let from = 0; from < told.length; from += AT_ONCE) {
      const some = told.slice(from, from + AT_ONCE);
      const same = await Promise.all(some.map((one) => isReplayed(world, one)));
      different.push(...some.filter((_, at) => !same[at]).map(({ telling }) => telling.decisionId));
    }
    tell('all', `${told.length} decisions are replayed, those of manifests and of provinces among them`, {
      different,
      aTrain: told.length > 1631,
      byProvinces: told.filter(({ keptBy }) => keptBy !== 'hub').length,
    });
  },
};
