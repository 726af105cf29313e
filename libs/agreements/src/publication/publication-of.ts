import type { Agreement, RuleSet } from '@huren/recognition';
import type { Proof, Publication } from './proof.ts';

type Published = { readonly revision: number; readonly proof?: Proof | undefined };

/** A version as it is told: over the bus, and in the register. */
export type ToldAgreement = Published & { readonly agreement: Agreement };
export type ToldRuleSet = Published & Pick<Publication, 'state'> & { readonly ruleSet: RuleSet };

/** A version that was told, for `publicationFaults`. */
export const publicationOf = (told: ToldAgreement | ToldRuleSet): Publication => {
  const { revision, proof } = told;
  return 'agreement' in told
    ? { kind: 'agreement', revision, state: told.agreement.state, document: told.agreement, proof }
    : { kind: 'rule_set', revision, state: told.state, document: told.ruleSet, proof };
};
