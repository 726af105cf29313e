import { deriveSubject, digestOf } from '@huren/crypto';
import type { PersonFact } from '@huren/events';
import {
  fieldErrors,
  identityOf,
  isDivision,
  parseDocument,
  reason,
  subject as subjectSchema,
} from '@huren/standard';
import type { Subject } from '@huren/standard';

/** A fact as it is reported: of a person known by a document, or by subject where only that is known. */
export type FactReport = {
  readonly document?: { readonly type: string; readonly number: string } | undefined;
  readonly subject?: Subject | undefined;
  readonly reason: unknown;
};

export type FactRefusal = { readonly code: string; readonly field: string; readonly message: string };

type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: FactRefusal };

export const refusal = (code: string, field: string, message: string): { ok: false; error: FactRefusal } => ({
  ok: false,
  error: { code, field, message },
});

/** Whom a report is about, as a subject. The document number goes no further than here. */
export const subjectOfReport = (report: FactReport, subjectKey: Uint8Array): Checked<Subject> => {
  if (report.document) {
    const parsed = parseDocument(report.document);
    if (!parsed.ok) return refusal(parsed.error.code, `document.${parsed.error.field}`, parsed.error.message);
    return { ok: true, value: deriveSubject(subjectKey, identityOf(parsed.document)) };
  }
  const given = subjectSchema.safeParse(report.subject);
  return given.success
    ? { ok: true, value: given.data }
    : refusal('person_missing', 'document', 'a document or a subject says whom the fact is about');
};

/** So far may the clock of whoever reports be ahead of ours. */
const SKEW_MS = 5 * 60_000;

/**
 * The fact itself. Its id follows from its content, so that the same report twice is one fact. What is said to
 * be observed later than now is refused.
 */
export const factOfReport = (report: FactReport, subject: Subject, now: Date): Checked<PersonFact> => {
  const parsed = reason.safeParse(report.reason, { reportInput: true });
  if (!parsed.success) {
    const [fault] = fieldErrors(parsed.error.issues);
    const field = `reason${(fault?.pointer ?? '').replaceAll('/', '.')}`;
    return refusal('invalid_reason', field, fault?.message ?? 'invalid');
  }
  const observedAt = new Date(parsed.data.observedAt);
  if (observedAt.getTime() > now.getTime() + SKEW_MS)
    return refusal('future', 'reason.observedAt', 'lies in the future');
  for (const field of ['issuer', 'division'] as const) {
    const code =
      field in parsed.data ? (parsed.data as Record<typeof field, string | undefined>)[field] : undefined;
    if (code !== undefined && !isDivision(code, observedAt)) {
      return refusal(
        'unknown_division',
        `reason.${field}`,
        `${code} is no division of GB/T 2260 at that time`,
      );
    }
  }
  const [, hex = ''] = digestOf({ subject, reason: parsed.data }).split(':');
  return { ok: true, value: { id: hex.slice(0, 32), reason: parsed.data } };
};
