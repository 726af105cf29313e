import type { Sql } from '@huren/events';
import type { HubContext } from '../hub-context.ts';
import { recogniseAll } from '../recognition/recognise.ts';
import { putPeople, stateOf } from './manifest-store.ts';
import type { Manifest, ManifestPerson } from './manifest-store.ts';

/** A person as a manifest names them, before anything was decided. */
export type Passenger = Pick<ManifestPerson, 'place' | 'codeRef' | 'employer'>;

/** Decides about people of a manifest, for the transport's purpose, and notes what came of each. */
export const clearPeople = async (
  tx: Sql,
  manifest: Manifest,
  passengers: readonly Passenger[],
  context: HubContext,
): Promise<ManifestPerson[]> => {
  const recognised = await recogniseAll(
    tx,
    passengers.map(({ codeRef }) => ({
      identified: { kind: 'code', codeRef, verified: 'issuer' },
      destination: manifest.destination,
      purpose: 'point_to_point',
      mode: 'showing',
    })),
    context,
  );
  const people = passengers.map(({ place, codeRef, employer }, at): ManifestPerson => {
    const decision = recognised[at]?.decision;
    if (!decision) throw new Error('a decision is missing');
    return { place, codeRef, employer, state: stateOf(decision), decisionId: decision.decisionId };
  });
  await putPeople(tx, manifest.manifestId, people);
  return people;
};
