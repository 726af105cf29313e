import { verifierPseudonym, verifierReference } from '@huren/crypto';
import { withMore } from '@huren/events';
import type { JsonBytes } from '@huren/events';
import type { Decision } from '@huren/recognition';
import type { DivisionCode, HealthCodeRecord } from '@huren/standard';
import type { HubContext } from '../hub-context.ts';
import type { Recognised } from './recognise.ts';

/** A decision as a verifier sees it: the holder under a pseudonym that is this verifier's own. */
export const withHolder = (
  { json, record }: Recognised,
  verifier: DivisionCode,
  { keys }: HubContext,
): JsonBytes<Decision & { holder?: string }> =>
  withMore(json, record ? { holder: verifierPseudonym(keys.referenceKey, verifier, record.subject) } : {});

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
