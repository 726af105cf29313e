import type { DivisionCode } from '@huren/standard';
import { checkEmergency } from '../checks/check-emergency.ts';
import type { AgreementTerms, Proof, SignedTerms } from './proof.ts';

type Given = {
  readonly terms: AgreementTerms;
  readonly restsOn: NonNullable<Proof['restsOn']>;
  /** Who signed the emergency version. */
  readonly party: DivisionCode;
};

/**
 * What in an emergency version of an agreement does not fit the ordinary ones that it was laid over: that they are none
 * of this agreement, or not signed, or say something else of the territory of others.
 * @param signedFaults what is wrong with the signatures under an ordinary version
 */
export const groundFaults = (
  { terms, restsOn, party }: Given,
  signedFaults: (ground: SignedTerms) => readonly string[],
): string[] => [
  ...restsOn
    .filter((ground) => ground.terms.id !== terms.id)
    .map((ground) => `it rests on ${ground.terms.id}, which is another agreement`),
  ...restsOn.flatMap(signedFaults),
  ...checkEmergency(
    terms,
    restsOn.map((ground) => ground.terms),
    party,
  ).map(({ message }) => message),
];
