import { digestOf } from '@huren/crypto';
import { groundsOf } from '@huren/hub';
import type { Decision } from '@huren/recognition';
import type { Story } from '../story.ts';
import type { Telling, Told, World } from '../world.ts';

const AT_ONCE = 16;

/** Whether a replay came to what was told of a decision, and found it stored; or found something else, where that was hidden. */
export const isToldAgain = (telling: Telling, answer: Record<string, unknown>, isHidden = false): boolean => {
  const { identical, decision } = answer as { identical: unknown; decision?: Decision };
  if (identical !== !isHidden || decision?.decisionId !== telling.decisionId) return false;
  if ('grounds' in telling) return groundsOf(decision) === telling['grounds'];
  // The holder's name is for who asked: it is told beside the decision and no part of it.
  const { holder: _name, ...told } = telling;
  return digestOf(decision) === digestOf(told);
};

const isReplayed = async (world: World, { telling, keptBy }: Told, isHidden: boolean): Promise<boolean> => {
  const path = `decisions/${telling.decisionId}/replay`;
  const answer = await (keptBy === 'hub'
    ? world.hub('POST', `/v1/${path}`)
    : world.issuer('POST', `/v1/issuers/${keptBy}/${path}`));
  return isToldAgain(telling, answer, isHidden);
};

/** The decisions that do not come out as they were told. */
const differing = async (world: World, told: readonly Told[], isHidden: boolean): Promise<string[]> => {
  const different: string[] = [];
  for (let from = 0; from < told.length; from += AT_ONCE) {
    const some = told.slice(from, from + AT_ONCE);
    const same = await Promise.all(some.map((one) => isReplayed(world, one, isHidden)));
    different.push(...some.filter((_, at) => !same[at]).map(({ telling }) => telling.decisionId));
  }
  return different;
};

export const replay: Story = {
  id: 'replay',
  title:
    'Every decision of these stories is recomputed from what it used, where it is kept, and is what was told',
  play: async (world, tell) => {
    const told = world.told();
    const found = (different: readonly string[]) => ({
      different,
      aTrain: told.length > 1631,
      byProvinces: told.filter(({ keptBy }) => keptBy !== 'hub').length,
    });
    const hidden = await world.hidingOutcomes(() => differing(world, told, true));
    tell(
      'hidden',
      `${told.length} decisions are replayed, those of manifests and of provinces among them, while their stored outcomes are hidden`,
      found(hidden),
    );
    const stored = await differing(world, told, false);
    tell('all', 'They are replayed once more, and compared with their stored outcomes, too', found(stored));
  },
};
