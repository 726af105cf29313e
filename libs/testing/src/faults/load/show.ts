import { ISSUERS, chinaTime } from './scene.ts';
import type { Holder, Scene } from './scene.ts';
import type { Settled } from './journal.ts';

const DAY_MS = 86_400_000;

/** A code's string for the next minute; undefined where none can be had now. */
export const makeCode = async (
  { client }: Scene,
  { deployment, issuer, codeRef }: Holder,
  first = 0,
): Promise<string | undefined> => {
  const path = `/v1/issuers/${issuer}/codes/${codeRef}/make`;
  return (await client.ask<{ presented: string }>(deployment, path, {}, first))?.presented;
};

/** A gate posts what it scanned to a replica of the hub, and to the other if that one does not answer. */
export const recognise = (
  { client }: Scene,
  presented: string,
  destination: string,
  options: { first?: number; patienceMs?: number } = {},
): Promise<Settled> =>
  client.write(
    {
      kind: 'recognise',
      service: 'hub',
      method: 'POST',
      path: '/v1/recognitions',
      body: { presented, destination },
    },
    options,
  );

/** The load's: somebody shows their code. */
export const showSomebody = async (scene: Scene): Promise<void> => {
  const { holders, chance } = scene;
  if (holders.length === 0) return;
  const holder = chance.pick(holders);
  const presented = await makeCode(scene, holder, chance.between(0, 1));
  if (presented === undefined) return;
  await recognise(scene, presented, ISSUERS[holder.deployment].destination, { first: chance.between(0, 1) });
};

/** Somebody declares a stay in a province that decides itself: their record is shared with it. */
export const declareArrival = (
  { client, now }: Scene,
  { codeRef }: Holder,
  destination: string,
  days: number,
  first: number,
): Promise<Settled> =>
  client.write(
    {
      kind: 'arrive',
      service: 'hub',
      method: 'POST',
      path: '/v1/arrivals',
      body: {
        presented: codeRef,
        destination,
        until: chinaTime(new Date(now().getTime() + days * DAY_MS)),
      },
    },
    { first },
  );

/** The load's. */
export const announceSomebody = async (scene: Scene): Promise<void> => {
  const { holders, chance } = scene;
  if (holders.length === 0) return;
  const destination = chance.pick(['330100', '310101']);
  await declareArrival(scene, chance.pick(holders), destination, chance.pick([2, 60]), chance.between(0, 1));
};
