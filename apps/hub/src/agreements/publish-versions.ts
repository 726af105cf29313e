import { publishedForms, sealStatement, sign, withoutParties } from '@huren/agreements';
import type { AgreementTerms, Proof, Publication, PublishedForm } from '@huren/agreements';
import { canonicalJson } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { LAST_REVISION, agreementTopic, appendToOutbox, draftOf, ruleSetTopic } from '@huren/events';
import type { EventDraft, Sql } from '@huren/events';
import type { Agreement } from '@huren/recognition';
import { chinaTime } from '@huren/standard';
import { versionIn, withVersion } from './instrument-file.ts';
import type { InstrumentFile, StoredVersion } from './instrument-file.ts';

/** An agreement as it is published: in the form that its terms have come to. */
export const documentOf = (terms: AgreementTerms, form: PublishedForm): Agreement => {
  const { validFrom, validTo, state, suspendedBy, leaving = [] } = form;
  const clauses = withoutParties(terms.clauses, leaving);
  return { ...terms, clauses, state, ...(suspendedBy === null ? {} : { suspendedBy }), validFrom, validTo };
};

/** The signatures of the parties under the terms of a version. */
const signaturesUnder = (file: InstrumentFile, version: number): Proof['signatures'] =>
  file.acts
    .filter((act) => act.act === 'sign' && act.version === version)
    .flatMap(({ at, signatures }) => signatures.map((signature) => ({ at, signature })));

/** What an emergency version of an agreement was laid over, as it was signed. */
const signedGrounds = (file: InstrumentFile, versions: readonly number[]): Proof['restsOn'] =>
  versions.flatMap((version) => {
    const { terms } = versionIn(file, version).stored;
    return 'clauses' in terms ? [{ terms, signatures: signaturesUnder(file, version) }] : [];
  });

const unsealed = (file: InstrumentFile, { version, terms }: StoredVersion): Omit<Proof, 'seal'> => {
  const { lane, grounds, parties, leaving, restsOn } = versionIn(file, version).state;
  const { validFrom, validTo } = terms;
  const isAgreement = 'clauses' in terms;
  return {
    ...{ lane, grounds },
    terms: { validFrom, validTo, ...(isAgreement && leaving && { clauses: terms.clauses }) },
    ...(isAgreement && leaving && { leaving: [...leaving] }),
    ...(isAgreement && restsOn && { restsOn: signedGrounds(file, restsOn) }),
    signatures: signaturesUnder(file, version),
    acts: file.acts.flatMap(({ at, by, content, signatures }) =>
      content && parties.includes(by) ? [{ at, content, signatures: [...signatures] }] : [],
    ),
  };
};

/** A version as it stands, sealed by the registrar. */
const sealed = (
  file: InstrumentFile,
  stored: StoredVersion,
  form: PublishedForm,
  registrar: SigningKey,
  at: string,
): Publication & { readonly proof: Proof } => {
  const { terms } = stored;
  const { validFrom, validTo } = form;
  const document = 'clauses' in terms ? documentOf(terms, form) : { ...terms, validFrom, validTo };
  const publication = { kind: file.kind, revision: stored.revision, state: form.state, document };
  const rest = unsealed(file, stored);
  const signature = sign(sealStatement(publication, rest, at), registrar);
  return { ...publication, proof: { ...rest, seal: { at, signature } } };
};

const eventOf = ({ revision, state, document, proof }: Publication, time: string): EventDraft => {
  const attributes = { source: '/hub', time };
  return 'clauses' in document
    ? draftOf(agreementTopic, { ...attributes, data: { revision, agreement: document, proof } })
    : draftOf(ruleSetTopic, { ...attributes, data: { revision, state, ruleSet: document, proof } });
};

/** What of the versions of a file everybody is told: those that stand otherwise than they were last told of, or all. */
export type Telling = {
  readonly which: 'changed' | 'all';
  /** The highest revision that anybody has told of a version, be it another than the registrar; 0: none. */
  readonly told: (version: number) => number;
  readonly registrar: SigningKey;
  readonly now: Date;
};

/**
 * Tells everybody of versions of a file as they stand, in the caller's transaction, which holds the file: each beyond
 * whatever was told of it. Answers the file as it is published then.
 */
export const publishVersions = async (
  tx: Sql,
  file: InstrumentFile,
  { which, told, registrar, now }: Telling,
): Promise<InstrumentFile> => {
  const at = chinaTime(now);
  const publications = publishedForms(file.life).flatMap((form) => {
    const { stored } = versionIn(file, form.version);
    const isSame = canonicalJson(stored.published) === canonicalJson(form);
    if (isSame && which === 'changed') return [];
    // Beyond the last there is none: what has that stands until an amendment takes its place.
    const revision = Math.min(LAST_REVISION, Math.max(stored.revision, told(form.version)) + 1);
    return { form, stored: { ...stored, published: form, revision } };
  });
  await appendToOutbox(
    tx,
    publications.map(({ form, stored }) => eventOf(sealed(file, stored, form, registrar, at), at)),
  );
  return publications.reduce((known, { stored }) => withVersion(known, stored), file);
};
