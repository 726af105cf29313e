import { deriveSubject } from '@huren/crypto';
import { federationKeys } from '@huren/platform';
import { DAY_MS, chinaTime, identityOf, parseDocument } from '@huren/standard';
import { SAMPLE } from '../seed/sample.ts';

const VALID_DAYS = 30;

/** `20200316090000`, as Heilongjiang writes a time. */
const compact = (at: Date): string => chinaTime(at).slice(0, 19).replaceAll(/[-T:]/g, '');

/** Hands the sample's record in as Heilongjiang would: in its own dialect, the person as a subject. */
export const seedOverHttp = async (hubUrl: string, secret: Uint8Array): Promise<void> => {
  const parsed = parseDocument(SAMPLE.person);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const now = new Date();
  const record = {
    REF: SAMPLE.reference,
    SUBJ: deriveSubject(federationKeys(secret).subjectKey, identityOf(parsed.document)),
    UPD: compact(now),
    EXP: compact(new Date(now.getTime() + VALID_DAYS * DAY_MS)),
    CLR: 'G',
    CONTACT: '0',
  };
  const fields = Object.entries(record).map(([k, v]) => ({ k, v }));
  const response = await fetch(`${hubUrl}/v1/issuers/${SAMPLE.issuer}/records`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ records: [fields] }),
  });
  if (!response.ok) throw new Error(`the sample was not taken: ${await response.text()}`);
};
