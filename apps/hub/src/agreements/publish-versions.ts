import { publishedForms, sealStatement, sign, withoutParties } from '@huren/agreements';
import type { AgreementTerms, Proof, Publication, PublishedForm } from '@huren/agreements';
import { canonicalJson } from '@huren/crypto';
import type { SigningKey } from '@huren/crypto';
import { agreementTopic, appendToOutbox, draftOf, ruleSetTopic } from '@huren/events';
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

type Changed = { readonly form: PublishedForm; readonly stored: StoredVersion };

/** Tells everybody of versions of a file, and gives the file with them. */
const tell = async (
  tx: Sql,
  file: InstrumentFile,
  changed: readonly Changed[],
  registrar: SigningKey,
  now: Date,
): Promise<InstrumentFile> => {
  const at = chinaTime(now);
  await appendToOutbox(
    tx,
    changed.map(({ form, stored }) => eventOf(sealed(file, stored, form, registrar, at), at)),
  );
  return changed.reduce((known, { stored }) => withVersion(known, stored), file);
};

/**
 * Tells everybody of the versions of a file that do not stand any more as they were last published, in the caller's
 * transaction, which holds the file. Answers the file as it is published then.
 */
export const publishVersions = async (
  tx: Sql,
  file: InstrumentFile,
  registrar: SigningKey,
  now: Date,
): Promise<InstrumentFile> => {
  const changed = publishedForms(file.life).flatMap((form) => {
    const { stored } = versionIn(file, form.version);
    if (canonicalJson(stored.published) === canonicalJson(form)) return [];
    return { form, stored: { ...stored, published: form, revision: stored.revision + 1 } };
  });
  return tell(tx, file, changed, registrar, now);
};

/**
 * Tells everybody once more of all versions of a file as they stand, each under a revision beyond its own and whatever
 * the bus has told of it: also one that somebody else told of cannot keep it away. In the caller's transaction, which
 * holds the file.
 * @param told the highest revision that the bus has told of, by the version
 */
export const publishAgain = async (
  tx: Sql,
  file: InstrumentFile,
  told: ReadonlyMap<number, number>,
  registrar: SigningKey,
  now: Date,
): Promise<InstrumentFile> => {
  const all = publishedForms(file.life).map((form) => {
    const { stored } = versionIn(file, form.version);
    const revision = Math.max(stored.revision, told.get(form.version) ?? 0) + 1;
    return { form, stored: { ...stored, published: form, revision } };
  });
  return tell(tx, file, all, registrar, now);
};
