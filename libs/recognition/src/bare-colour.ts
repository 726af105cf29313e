import { REASON_KINDS, reason as reasonSchema } from '@huren/standard';
import type { Reason } from '@huren/standard';
import type { PresentedRecord, ReasonTemplate } from './question.ts';

/** A template as a reason of the record's issuer, observed when the code was issued. */
const reasonOf = (template: ReasonTemplate, record: PresentedRecord): Reason =>
  reasonSchema.parse({
    ...template,
    issuer: record.issuer,
    evidence: 'unstated',
    observedAt: record.issuedAt,
  });

/**
 * The records that a bare colour may stand for: one for each set of reasons that it may mean. Where nothing
 * is known of its meaning, one of which nothing is known.
 */
export const readings = (
  record: PresentedRecord,
  meanings: readonly (readonly ReasonTemplate[])[] | undefined,
): PresentedRecord[] => {
  if (record.reasons) return [record];
  if (!meanings || meanings.length === 0) return [{ ...record, covers: [], reasons: [] }];
  return meanings.map((templates) => ({
    ...record,
    covers: REASON_KINDS,
    reasons: templates.map((template) => reasonOf(template, record)),
  }));
};
