import { codeRefFromReference, deriveSubject } from '@huren/crypto';
import { handIn } from '@huren/hub';
import { apply, checkApplication } from '@huren/issuer';
import { DAY_MS, REASON_KINDS, chinaTime, findIssuer, identityOf, parseDocument } from '@huren/standard';
import type { HealthCodeRecord } from '@huren/standard';
import type { Federation } from '../federation.ts';
import { SAMPLE } from './sample.ts';

const VALID_DAYS = 30;

const healthy = { temperatureTenths: 366, symptoms: [], closeContact: false };

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

/** Bits of the sample's Hubei reference, so that the examples can name it. */
const sampleBits = (size: number): Uint8Array => new Uint8Array(size).fill(4, size - 1);

/** The sample's code under Hubei, applied for as anybody would; false: its rules begin later than now. */
const applyInHubei = async ({ issuerContext }: Federation): Promise<boolean> => {
  const issuer = findIssuer('420000');
  if (!issuer) throw new Error('Hubei is no issuer');
  const { knowledge, clock } = issuerContext;
  if (!knowledge.ruleSets().find(issuer.code, 'domestic', clock.now())) return false;
  const given = {
    channel: 'ehuiban_app',
    scheme: 'domestic' as const,
    document: SAMPLE.person,
    consent: { version: '2020-02' },
    health: healthy,
    itinerary: [],
  };
  const checked = checkApplication(issuer, given, issuerContext.keys.subjectKey);
  if (!checked.ok) throw new Error(checked.error.message);
  const { application } = checked;
  const known = await issuerContext.askFacts(application.subject);
  await issuerContext.database.transactions.run((tx) =>
    apply(tx, issuer, application, known, issuerContext, sampleBits),
  );
  return true;
};

/** Makes the samples that the examples name, and renews them at every start. Answers what could not be made, in words. */
export const seed = async (federation: Federation): Promise<string[]> => {
  const { hubContext } = federation;
  await hubContext.database.transactions.run((tx) => handIn(tx, [heilongjiang(federation)], hubContext));
  const isApplied = await applyInHubei(federation);
  await federation.settle();
  return isApplied
    ? []
    : ['There is no sample of a Hubei code: its rules begin later than the domain clock.'];
};
