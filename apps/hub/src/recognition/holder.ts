import { verifierPseudonym, verifierReference } from '@huren/crypto';
import type { Decision } from '@huren/recognition';
import type { DivisionCode, HealthCodeRecord } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import type { Recognised } from './recognise.ts';

/** A decision as a verifier sees it: the holder under a pseudonym that is this verifier's own. */
export const withHolder = (
  { decision, record }: Recognised,
  verifier: DivisionCode,
  { keys }: HubContext,
): Decision & { holder?: string } => {
  if (!record) return decision;
  return { ...decision, holder: verifierPseudonym(keys.referenceKey, verifier, record.subject) };
};

/** A record as a verifier sees it: holder and code under names that are this verifier's own. */
export const recordShownTo = (
  record: HealthCodeRecord,
  verifier: DivisionCode,
  { keys }: Pick<HubContext, 'keys'>,
): HealthCodeRecord => ({
  ...record,
  subject: verifierPseudonym(keys.referenceKey, verifier, record.subject),
  codeRef: verifierReference(keys.referenceKey, verifier, record.codeRef),
});
