import { recordOf } from '@huren/agreements';
import { UNREAD, refuse, tooManyRequests } from '@huren/platform';
import { codeRefFromReference, deriveSubject, openOfflineToken, presentedForm } from '@huren/crypto';
import { recognisePresented } from '@huren/dialects';
import type { PresentedCode, PresentedRecord, Verification } from '@huren/recognition';
import { chinaTime, codeRef as codeRefSchema, identityOf, isIssuer, parseDocument } from '@huren/standard';
import type { CodeRef, HealthCodeRecord, IssuerCode, Subject } from '@huren/standard';
import { findCode } from '../assessment/code-store.ts';
import { openOwn } from '../codes/verify.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { findShared } from '../shares/shares.ts';
import { isCodeUnread } from '../unread/unread.ts';

/** What a path-1 province is shown: a string, a reference of a known arrival, or a document. */
export type Shown = {
  readonly presented?: string | undefined;
  readonly codeRef?: CodeRef | undefined;
  readonly document?: { readonly type: string; readonly number: string } | undefined;
};

/** What was shown, as a decision looks at it, and whose code it is as far as that is known here. */
export type IdentifiedHere = {
  readonly presented: PresentedCode;
  readonly codeRef?: CodeRef;
  readonly subject?: Subject;
};

const failed = (
  result: 'unavailable' | 'verification_failed' | 'expired' | 'not_found',
  fault: string,
): IdentifiedHere => ({ presented: { kind: 'failed', result, fault } });

const UNREAD_HERE = failed(UNREAD.result, UNREAD.fault);

const shown = (
  record: PresentedRecord,
  verified: Verification,
  observedAt: string,
  now: Date,
): PresentedCode => ({
  kind: 'record',
  record,
  verified,
  observedAt,
  ageSeconds: Math.max(0, Math.floor((now.getTime() - Date.parse(observedAt)) / 1000)),
});

const ofRecord = (
  { subject, codeRef, standard: _standard, ...record }: HealthCodeRecord,
  verified: Verification,
  observedAt: string,
  now: Date,
): IdentifiedHere => ({ presented: shown(record, verified, observedAt, now), codeRef, subject });

/**
 * Finds out, without the hub, what was shown: a code of one's own, a known arrival from what was shared, a
 * walk-in from the content of a signed token. Anything else cannot be known here.
 * @throws ProblemException 422 with the document's fault, or `not_a_credential` for a bare reference that is presented
 */
export const identifyHere = async (
  given: Shown,
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  if (given.codeRef !== undefined) return ofShared({ codeRef: given.codeRef }, 'issuer', issuer, context);
  if (given.document) return ofDocument(given.document, issuer, context);
  const presented = given.presented ?? '';
  const form = presentedForm(presented);
  if (form.kind === 'other') return ofOther(presented, issuer, context);
  if (form.issuer === issuer)
    return ofOwn(presented, form.kind === 'offline' ? 'signature' : 'mac', issuer, context);
  return form.kind === 'offline'
    ? ofToken(presented, issuer, context)
    : failed('unavailable', 'foreign_handle');
};

const ofOwn = async (
  presented: string,
  verified: Verification,
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  const now = context.clock.now();
  const opened = openOwn(presented, issuer, context.keys, now);
  if (!opened.ok) return failed(opened.fault === 'expired' ? 'expired' : 'verification_failed', opened.fault);
  return ofOwnCode(opened.codeRef as CodeRef, verified, issuer, context);
};

const ofOwnCode = async (
  codeRef: CodeRef,
  verified: Verification,
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  const now = context.clock.now();
  const row = await findCode(context.database.sql, issuer, codeRef);
  if (!row?.record) return failed('not_found', 'unknown');
  if (await isCodeUnread(row, context)) return UNREAD_HERE;
  return ofRecord(row.record, verified, chinaTime(now), now);
};

/** A known arrival, by the code or by whose it is. */
const ofShared = async (
  of: { readonly codeRef: CodeRef } | { readonly subject: Subject },
  verified: Verification,
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  const now = context.clock.now();
  const record = await findShared(issuer, of, context);
  if (record === 'unread') return UNREAD_HERE;
  return record ? ofRecord(record, verified, record.issuedAt, now) : failed('unavailable', 'not_shared');
};

/** A string of an issuer's own form, which nothing proves. */
const ofOther = (presented: string, issuer: IssuerCode, context: IssuerContext): Promise<IdentifiedHere> => {
  if (codeRefSchema.safeParse(presented).success)
    refuse(422, 'not_a_credential', 'presented', 'is a code reference, and no credential');
  const [known] = recognisePresented(presented);
  if (!known) return Promise.resolve(failed('verification_failed', 'malformed'));
  const codeRef = codeRefFromReference(context.keys.referenceKey, known.issuer, known.reference) as CodeRef;
  return known.issuer === issuer
    ? ofOwnCode(codeRef, 'none', issuer, context)
    : ofShared({ codeRef }, 'none', issuer, context);
};

const ofDocument = async (
  document: { type: string; number: string },
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  const parsed = parseDocument(document);
  if (!parsed.ok) {
    const { code, field, message } = parsed.error;
    return refuse(422, code, `document.${field}`, message);
  }
  const subject = deriveSubject(context.keys.subjectKey, identityOf(parsed.document));
  const wait = context.limits.take('holder', subject);
  if (wait > 0) throw tooManyRequests(wait, 'How often this holder may be looked up in an hour');
  return ofShared({ subject }, 'issuer', issuer, context);
};

const ofToken = async (
  presented: string,
  issuer: IssuerCode,
  context: IssuerContext,
): Promise<IdentifiedHere> => {
  const now = context.clock.now();
  const opened = openOfflineToken(
    presented,
    (code, kid) => {
      const key = isIssuer(code) ? context.keys.verifyingKey(code) : undefined;
      return key?.kid === kid ? key : undefined;
    },
    now,
  );
  if (!opened.ok) return failed(opened.fault === 'expired' ? 'expired' : 'verification_failed', opened.fault);
  const { claims } = opened;
  const codeRef = claims.codeRef as CodeRef;
  const known = await findShared(issuer, { codeRef }, context);
  if (known === 'unread') return UNREAD_HERE;
  if (known && known.version >= claims.version) return ofRecord(known, 'issuer', known.issuedAt, now);
  return {
    presented: shown(recordOf(claims), 'signature', claims.issuedAt, now),
    codeRef,
    ...(known ? { subject: known.subject } : {}),
  };
};
