import type { Sql } from '@huren/events';
import type { Decision } from '@huren/recognition';
import type { HubContext } from '../hub-context.ts';
import { recogniseAll } from '../recognition/recognise.ts';
import type { Request } from '../recognition/recognise.ts';
import { groundsOf } from './grounds.ts';
import { putPeople, stateOf } from './manifest-store.ts';
import type { Manifest, ManifestPerson } from './manifest-store.ts';

/** A person as a manifest names them, before anything was decided. */
export type Passenger = Pick<ManifestPerson, 'place' | 'codeRef' | 'employer'>;

/** What is asked about people of a manifest: its destination, for the transport's purpose. */
export const requestsOf = ({ destination }: Manifest, passengers: readonly Passenger[]): Request[] =>
  passengers.map(({ codeRef }) => ({
    identified: { kind: 'code', codeRef, verified: 'issuer' },
    destination,
    purpose: 'point_to_point',
    mode: 'showing',
  }));

/** A person with what was decided. */
export const clearedAs = ({ place, codeRef, employer }: Passenger, decision: Decision): ManifestPerson => ({
  place,
  codeRef,
  employer,
  state: stateOf(decision),
  decisionId: decision.decisionId,
  grounds: groundsOf(decision),
});

/** Decides about people of a manifest, and notes what came of each. */
export const clearPeople = async (
  tx: Sql,
  manifest: Manifest,
  passengers: readonly Passenger[],
  context: HubContext,
): Promise<ManifestPerson[]> => {
  const recognised = await recogniseAll(tx, requestsOf(manifest, passengers), context);
  const people = passengers.map((passenger, at): ManifestPerson => {
    const decision = recognised[at]?.decision;
    if (!decision) throw new Error('a decision is missing');
    return clearedAs(passenger, decision);
  });
  await putPeople(tx, manifest.manifestId, people);
  return people;
};
