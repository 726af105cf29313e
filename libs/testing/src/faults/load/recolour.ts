import { COUNTIES, chinaTime } from './scene.ts';
import type { Holder, Scene } from './scene.ts';

const MINUTE_MS = 60_000;
const SECOND_MS = 1_000;

/** No two reports of a holder say the same, for a report that is repeated is no new fact. */
const observedOf = ({ observed }: Holder, now: Date): Date => {
  let at = Math.floor((now.getTime() - MINUTE_MS) / SECOND_MS) * SECOND_MS;
  while (observed.has(at)) at -= SECOND_MS;
  observed.add(at);
  return new Date(at);
};

/** Somebody is found to be a close contact. */
export const reportContact = async (
  { client, now }: Scene,
  holder: Holder,
  options: { patienceMs?: number } = {},
): Promise<boolean> => {
  const settled = await client.write(
    {
      kind: 'fact',
      service: 'risk',
      method: 'POST',
      path: '/v1/person-facts',
      body: {
        document: holder.document,
        reason: {
          kind: 'contact.close',
          issuer: '420000',
          evidence: 'investigation',
          observedAt: chinaTime(observedOf(holder, now())),
        },
      },
    },
    options,
  );
  if (settled.outcome !== 'acknowledged') return false;
  holder.factId = (JSON.parse(settled.answer ?? '') as { factId: string }).factId;
  return true;
};

const withdrawFact = async ({ client }: Scene, holder: Holder, factId: string): Promise<void> => {
  const settled = await client.write({
    kind: 'withdraw',
    service: 'risk',
    method: 'POST',
    path: `/v1/person-facts/${factId}/withdrawal`,
    body: { grounds: 'the contact tracing named the wrong person' },
  });
  if (settled.outcome === 'acknowledged') holder.factId = undefined;
};

/** The load's: a contact is reported of somebody, or taken back. */
export const recolourSomebody = async (scene: Scene): Promise<void> => {
  if (scene.holders.length === 0) return;
  const holder = scene.chance.pick(scene.holders);
  if (holder.factId === undefined) await reportContact(scene, holder);
  else await withdrawFact(scene, holder, holder.factId);
};

/** The load's: a county gets a level. */
export const gradeSomewhere = async ({ client, chance }: Scene): Promise<void> => {
  await client.write({
    kind: 'level',
    service: 'risk',
    method: 'PUT',
    path: `/v1/regions/${chance.pick(COUNTIES)}/level`,
    body: { level: chance.pick(['low', 'medium', 'high']) },
  });
};
