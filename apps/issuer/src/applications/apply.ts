import { deriveSubject, encodeBase32, hmacSm3, newCodeRef } from '@huren/crypto';
import type { RandomSource } from '@huren/crypto';
import type { PersonFact, Sql } from '@huren/events';
import { refuse } from '@huren/platform';
import { identityOf, maskName, maskNumber, normaliseName, parseDocument } from '@huren/standard';
import type { HealthCodeRecord, IdentityDocument, Issuer, Scheme, Subject } from '@huren/standard';
import { reassess } from '../assessment/reassess.ts';
import { declareHealth, declareItinerary } from '../declarations/declare.ts';
import type { Stay } from '../assessment/gather-reasons.ts';
import type { HealthAnswers } from '../declarations/declared-facts.ts';
import { endAwaiting } from '../facts/await-facts.ts';
import { hasFacts, storeFacts } from '../facts/store-facts.ts';
import type { IssuerContext } from '../issuer-context.ts';
import { admissionRefusal, usualScheme } from './admission.ts';
import type { AdmissionRefusal } from './admission.ts';
import { keepConsent } from './consents.ts';

/** An application for a code (健康码调用申请), with what may be declared along with it. */
export type Application = {
  readonly channel: string;
  /** Absent: the issuer's first that takes the document. */
  readonly scheme?: Scheme | undefined;
  readonly document: { readonly type: string; readonly number: string; readonly name: string };
  readonly consent: { readonly version: string };
  readonly health?: HealthAnswers | undefined;
  readonly itinerary?: readonly Stay[] | undefined;
};

/** An application that was checked, and whom it is about. The document is needed no more. */
export type CheckedApplication = Application & {
  readonly scheme: Scheme;
  readonly subject: Subject;
  readonly identity: IdentityDocument;
  /** The holder's name as a keyed digest: whether it is the same again can be told, what it is cannot. */
  readonly nameMac: string;
};

export type Checked =
  | { readonly ok: true; readonly application: CheckedApplication }
  | { readonly ok: false; readonly error: AdmissionRefusal };

/** Checks document, channel and scheme, and derives the subject. */
export const checkApplication = (issuer: Issuer, given: Application, subjectKey: Uint8Array): Checked => {
  const parsed = parseDocument(given.document);
  if (!parsed.ok) {
    const { code, field, message } = parsed.error;
    return { ok: false, error: { code, field: `document.${field}`, message } };
  }
  const { type } = parsed.document;
  const scheme = given.scheme ?? usualScheme(issuer, type);
  const refusal = admissionRefusal(issuer, { ...given, scheme, type });
  if (refusal) return { ok: false, error: refusal };
  const subject = deriveSubject(subjectKey, identityOf(parsed.document));
  const nameMac = nameMacOf(subjectKey, subject, given.document.name);
  return { ok: true, application: { ...given, scheme, subject, identity: parsed.document, nameMac } };
};

const nameMacOf = (key: Uint8Array, subject: Subject, name: string): string =>
  encodeBase32(hmacSm3(key, ['huren.name.v1', subject, normaliseName(name)].join('\u0000')));

const INSERT = `
insert into code (code_ref, issuer, scheme, subject, document_type, masked_name, masked_number,
                  applied_at, facts_asked, name_mac)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (issuer, scheme, subject) do update
  set facts_asked = code.facts_asked or excluded.facts_asked, name_mac = excluded.name_mac
  where code.name_mac = excluded.name_mac
     or (code.name_mac is null and code.masked_name = excluded.masked_name)
returning code_ref, version`;

export type Applied = { readonly isNew: boolean; readonly record: HealthCodeRecord };

/**
 * Issues the code, or finds the one that the holder has: one a person, issuer and scheme. Code, consent,
 * declarations, facts and the code's event are written in the caller's transaction.
 * @throws ProblemException `name_mismatch` where the holder applied under another name
 */
export const apply = async (
  tx: Sql,
  issuer: Issuer,
  application: CheckedApplication,
  known: { version: number; facts: PersonFact[] } | undefined,
  context: IssuerContext,
  random?: RandomSource,
): Promise<Applied> => {
  const now = context.clock.now();
  const { subject, identity, document, scheme, channel, consent } = application;
  if (known) await storeFacts(tx, subject, known.version, known.facts);
  const [row] = await tx.query<{ code_ref: HealthCodeRecord['codeRef']; version: number }>(INSERT, [
    newCodeRef(issuer.code, random),
    issuer.code,
    scheme,
    subject,
    identity.type,
    maskName(normaliseName(document.name)),
    maskNumber(identity),
    now,
    known !== undefined || (await hasFacts(tx, subject)),
    application.nameMac,
  ]);
  if (!row)
    return refuse(
      422,
      'name_mismatch',
      'document.name',
      'is not the name under which the code was applied for',
    );
  await keepConsent(tx, row.code_ref, { givenAt: now, channel, version: consent.version });
  await endAwaiting(tx, subject);
  if (application.health) await declareHealth(tx, row.code_ref, application.health, now);
  if (application.itinerary) await declareItinerary(tx, row.code_ref, application.itinerary, now);
  const record = await reassess(tx, row.code_ref, context);
  if (!record) throw new Error('the code was not assessed');
  return { isNew: row.version === 0, record };
};
