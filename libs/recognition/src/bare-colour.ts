import { COUNTRY_NOT_STATED, reason as reasonSchema } from '@huren/standard';
import type { Reason, ReasonKind } from '@huren/standard';
import type { Meaning, ReasonTemplate } from './knowledge.ts';
import type { PresentedRecord } from './question.ts';

/** What a template leaves open, at its strictest. */
const STRICTEST: Partial<Record<ReasonKind, Record<string, unknown>>> = {
  'exposure.area': { level: 'high' },
  'exposure.abroad': { country: COUNTRY_NOT_STATED },
  symptom: { symptoms: ['fever'] },
  temperature: { tenths: 450 },
  'test.nucleic': { result: 'positive' },
  isolation: { status: 'in_progress' },
  manual: { grounds: 'quarantine_order', approvedBy: ['unstated-1', 'unstated-2'] },
};

/** A template as a reason of the record's issuer, observed when the code was issued. */
const reasonOf = (template: ReasonTemplate, record: PresentedRecord): Reason | undefined =>
  reasonSchema.safeParse({
    ...STRICTEST[template.kind],
    ...(template.kind === 'exposure.area' ? { division: record.issuer } : {}),
    ...(template.kind === 'manual' ? { expiresAt: record.validUntil } : {}),
    ...template,
    issuer: record.issuer,
    evidence: 'unstated',
    observedAt: record.issuedAt,
  }).data;

/** The reasons behind a set of templates; undefined where one of them is no reason. */
const reasonsOf = (templates: readonly ReasonTemplate[], record: PresentedRecord): Reason[] | undefined => {
  const reasons = templates.map((template) => reasonOf(template, record));
  return reasons.every((reason) => reason !== undefined) ? reasons : undefined;
};

/** What a record may stand for, and whether it is known at all what its colour means. */
export type Readings = { readonly records: readonly PresentedRecord[]; readonly opaque: boolean };

/**
 * The records that a bare colour may stand for: one for each set of reasons that it may mean. Where its
 * meaning is not known, one of which nothing is known.
 */
export const readingsOf = (record: PresentedRecord, meaning: Meaning | undefined): Readings => {
  if (record.reasons) return { records: [record], opaque: false };
  const sets = (meaning ?? []).map((templates) => reasonsOf(templates, record));
  if (sets.length === 0 || sets.includes(undefined)) {
    return { records: [{ ...record, covers: [], reasons: [] }], opaque: record.colour !== 'green' };
  }
  return { records: sets.map((reasons) => ({ ...record, reasons: reasons ?? [] })), opaque: false };
};
