import { codeRefFromReference, deriveSubject } from '@huren/crypto';
import { handIn } from '@huren/hub';
import { apply, checkApplication } from '@huren/issuer';
import { ProblemException } from '@huren/platform';
import { DAY_MS, REASON_KINDS, chinaTime, findIssuer, identityOf, parseDocument } from '@huren/standard';
import type { HealthCodeRecord, Issuer } from '@huren/standard';
import type { Federation } from '../federation.ts';
import { SAMPLE } from './sample.ts';

const VALID_DAYS = 30;

/** The sample's code under Heilongjiang, as that province would hand it in. */
const heilongjiang = ({ keys, clock }: Federation): HealthCodeRecord => {
  const now = clock.now();
  const parsed = parseDocument(SAMPLE.person);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return {
    standard: '1.0',
    codeRef: codeRefFromReference(keys.referenceKey, SAMPLE.issuer, SAMPLE.reference),
    issuer: SAMPLE.issuer,
    scheme: 'domestic',
    subject: deriveSubject(keys.subjectKey, identityOf(parsed.document)),
    colour: 'green',
    covers: [...REASON_KINDS],
    reasons: [],
    issuedAt: chinaTime(now),
    validUntil: chinaTime(new Date(now.getTime() + VALID_DAYS * DAY_MS)),
    version: Math.floor(now.getTime() / 1000),
  };
};

/** The sample's holders in Hubei. `bits` of their references, so that the examples can name them. */
const HOLDERS = [
  { document: SAMPLE.person, closeContact: false, bits: 4 },
  { document: SAMPLE.contact, closeContact: true, bits: 5 },
] as const;

/** A code under Hubei, applied for as anybody would. */
const applyInHubei = async (
  { issuerContext }: Federation,
  issuer: Issuer,
  { document, closeContact, bits }: (typeof HOLDERS)[number],
): Promise<void> => {
  const given = {
    channel: 'ehuiban_app',
    scheme: 'domestic' as const,
    document,
    consent: { version: '2020-02' },
    health: { temperatureTenths: 366, symptoms: [], closeContact },
    itinerary: [],
  };
  const checked = checkApplication(issuer, given, issuerContext.keys.subjectKey);
  if (!checked.ok) throw new Error(checked.error.message);
  const { application } = checked;
  const known = await issuerContext.askFacts(application.subject);
  const sampleBits = (size: number): Uint8Array => new Uint8Array(size).fill(bits, size - 1);
  await issuerContext.database.transactions.run((tx) =>
    apply(tx, issuer, application, known, issuerContext, sampleBits),
  );
};

/** The sample's codes under Hubei. Answers what could not be made, in words. */
const applyAllInHubei = async (federation: Federation): Promise<string[]> => {
  const issuer = findIssuer('420000');
  if (!issuer) throw new Error('Hubei is no issuer');
  const { knowledge, clock } = federation.issuerContext;
  if (!knowledge.ruleSets().find(issuer.code, 'domestic', clock.now()))
    return ['There are no samples of Hubei codes: its rules begin later than the domain clock.'];
  const notes = HOLDERS.map((holder) =>
    applyInHubei(federation, issuer, holder).then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof ProblemException)) throw error;
        return [`There is no sample of ${holder.document.name}: ${error.problem.detail}`];
      },
    ),
  );
  return (await Promise.all(notes)).flat();
};

/** Makes the samples that the examples name, and renews them at every start. Answers what could not be made, in words. */
export const seed = async (federation: Federation): Promise<string[]> => {
  const { hubContext } = federation;
  const handedIn = hubContext.database.transactions.run((tx) =>
    handIn(tx, [heilongjiang(federation)], hubContext),
  );
  const [notes] = await Promise.all([applyAllInHubei(federation), handedIn]);
  await federation.settle();
  return notes;
};
