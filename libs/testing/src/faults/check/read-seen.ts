import { applyFor } from '../load/apply.ts';
import { COUNTIES, ISSUERS } from '../load/scene.ts';
import type { Holder, Scene } from '../load/scene.ts';
import { makeCode, recognise } from '../load/show.ts';
import { onDatabase } from './read-databases.ts';
import type { Seen } from './snapshot.ts';

/** Somebody who stayed in every county whose level changes: a decision about them shows what its decider knows. */
export const applyAsTraveller = async (scene: Scene): Promise<Holder> => {
  const traveller = await applyFor(scene, 'a', { stays: COUNTIES });
  if (!traveller) throw new Error('the traveller got no code');
  return traveller;
};

const USED = `select used -> 'used' -> 'levels' as levels from decision where decision_id = $1`;

type Used = { levels: { version: string | null; entries: { division: string; level: string }[] } };

/** What a replica of the hub knew of levels when it decided just now. */
export const seenBy = async (
  scene: Scene,
  traveller: Holder,
  replica: number,
  databaseUrl: string,
): Promise<Seen> => {
  const presented = await makeCode(scene, traveller);
  const { destination } = ISSUERS[traveller.deployment];
  const { answer } = await recognise(scene, presented ?? '', destination, { first: replica });
  const { decisionId } = JSON.parse(answer ?? '{}') as { decisionId?: string };
  const [used] = await onDatabase(
    databaseUrl,
    'huren_hub',
    async (client) => (await client.query<Used>(USED, [decisionId])).rows,
  );
  if (!used) throw new Error(`hub-${replica + 1} kept no decision`);
  const { version, entries } = used.levels;
  return {
    replica: `hub-${replica + 1}`,
    riskVersion: version === null ? null : Number(version),
    levels: entries,
  };
};
